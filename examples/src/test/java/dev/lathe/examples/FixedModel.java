package dev.lathe.examples;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.image.Preprocessing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A model that says the same of every picture. */
public class FixedModel implements Model {

  private final Shape input;
  private final List<Shape> outputs;
  private final Supplier<float[][]> answer;

  /** A model with outputs of some shapes, which says what it is given. */
  public FixedModel(Shape input, List<Shape> outputs, Supplier<float[][]> answer) {
    this.input = input;
    this.outputs = outputs;
    this.answer = answer;
  }

  /** Answers the logits 0, 1, 2. */
  static Model logits() {
    return new FixedModel(
        new Shape(2, 2, 3), List.of(new Shape(1, 1, 3)), () -> new float[][] {{0, 1, 2}});
  }

  @Override
  public Shape inputShape() {
    return input;
  }

  @Override
  public Shape outputShape() {
    return outputs.getFirst();
  }

  @Override
  public Map<String, Shape> outputShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    outputs.forEach(shape -> shapes.put("output" + shapes.size(), shape));
    return shapes;
  }

  @Override
  public List<Layer> layers() {
    return List.of(new Layer("dense", "Dense", inputShape(), outputShape(), 0, 0));
  }

  @Override
  public void run(float[] input, float[] output) {
    infer(new float[][] {input}, new float[][] {output});
  }

  @Override
  public void infer(float[][] inputs, float[][] results) {
    float[][] answers = answer.get();
    for (int i = 0; i < results.length; i++) {
      System.arraycopy(answers[i], 0, results[i], 0, results[i].length);
    }
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return Optional.of(
        new Preprocessing(
            List.of(),
            List.of(),
            Fit.STRETCH,
            Interpolation.BILINEAR,
            List.of(0.5),
            List.of(0.5),
            ChannelOrder.RGB,
            255));
  }
}
