package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.PanelStep;
import dev.lathe.processor.plan.RingStep;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import dev.lathe.processor.plan.WinogradStep;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Spells a step: a method that calls kernels for one part of the places where tensors live. */
final class StepText {

  /** What every step gets. */
  static final String PARAMETERS =
      "float[][] inputs, float[][] outputs, float[] arena, float[] weights, int part, int parts,"
          + " int ready";

  private final int lanes;
  private final Names names;
  private final Body body = new Body();
  private final PartText part;
  private final WeighingStepText weighing;

  private StepText(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
    this.part = new PartText(body, names, lanes);
    this.weighing = new WeighingStepText(body, names, lanes, part);
  }

  /** The method of a step. */
  static MethodSpec of(Stage stage, Step step, int lanes, Names names) {
    StepText text = new StepText(lanes, names);
    text.add(step);
    return Methods.of(
        names.of(step), PARAMETERS, describe(stage, step), text.body, Modifier.PRIVATE);
  }

  private static String describe(Stage stage, Step step) {
    String kernels = step.kernels().stream().map(Kernel::name).collect(Collectors.joining(", "));
    String what =
        switch (step) {
          case RingStep ring -> kernels + " (" + ring.describe() + ")";
          case PanelStep panels -> kernels + " (panel by panel)";
          case Step.Load load -> "the caller's input, each pixel padded to whole vectors";
          case Step.Store store -> "the caller's output";
          case MapStep map -> MapStepText.describe(map);
          case WinogradStep.Patches patches -> patches.from().shape() + " as positions";
          case Step.Fold fold -> "the gate into a copy of the weights";
          case Step.Gate gate -> "the gate into the features";
          case Step.Mean mean -> "the mean of " + mean.from().shape();
          case Step.Add add -> "the sum of two tensors of " + add.to().shape();
          case Step.Activate activate -> "the activation of " + activate.to().shape();
          case Step.Softmax softmax -> "softmax of " + softmax.to().shape();
          default -> kernels;
        };
    return stage.name() + ": " + what + ".";
  }

  private void add(Step step) {
    switch (step) {
      case Step.Load load -> load(load);
      case Step.Store store -> store(store);
      case Step.Pointwise pointwise -> weighing.pointwise(pointwise);
      case Step.Chain chain -> weighing.chain(chain);
      case Step.Convolve convolve -> weighing.convolve(convolve);
      case Step.Im2Col im2col -> weighing.im2col(im2col);
      case WinogradStep winograd -> new WinogradStepText(body, names, part).add(winograd);
      case Step.Depthwise depthwise -> weighing.depthwise(depthwise);
      case RingStep ring -> new RingText(body, names, part, weighing).add(ring);
      case PanelStep panels -> new PanelText(body, names, lanes, part, weighing).add(panels);
      case Step.Dense dense -> weighing.dense(dense);
      case Step.Fold fold -> weighing.fold(fold);
      case Step.Gate gate -> gate(gate);
      case Step.Pool pool -> {
        part.units(pool.to().shape().height());
        body.line(
            "%s(arena, %s, arena, %s, from, until)",
            names.of(pool.kernel()), part.at(pool.from()), part.at(pool.to()));
      }
      case Step.Mean mean -> mean(mean);
      case Step.Add add -> {
        part.units(add.to().shape().pixels());
        body.line(
            "%s(arena, %s, %s, arena, %s, %s)",
            new Leaf.Add().method(),
            part.pixel(add.first()),
            part.pixel(add.second()),
            part.pixel(add.to()),
            Passes.stretch("until - from", add.to().stride(), lanes));
      }
      case Step.Activate activate -> {
        part.units(activate.to().shape().pixels());
        body.line(
            "%s(arena, %s, arena, %s, %s)",
            activate.leaf().method(),
            part.pixel(activate.from()),
            part.pixel(activate.to()),
            Passes.stretch("until - from", activate.to().stride(), lanes));
      }
      case Step.Rectify rectify -> {
        part.units(rectify.to().shape().pixels());
        body.line(
            "%s(arena, %s, weights, arena, %s, until - from)",
            names.of(rectify.kernel()), part.pixel(rectify.from()), part.pixel(rectify.to()));
      }
      case MapStep map -> new MapStepText(body, names, part, weighing).add(map);
      case Step.Softmax softmax -> {
        part.units(softmax.from().shape().pixels());
        body.line(
            "Softmax.run(arena, %s, arena, %s, until - from, %d, %d)",
            part.pixel(softmax.from()),
            part.pixel(softmax.to()),
            softmax.from().shape().channels(),
            softmax.from().stride());
      }
    }
  }

  private void load(Step.Load load) {
    int channels = load.from().shape().channels();
    part.units(load.from().shape().pixels());
    body.open("for (int pixel = from; pixel < until; pixel++)");
    body.line(
        "System.arraycopy(%s, pixel * %d, arena, %s + pixel * %d, %d)",
        part.array(load.from()), channels, part.at(load.to()), load.to().stride(), channels);
    // What lies behind the channels was another tensor's, and vectors read it.
    if (channels < load.to().stride()) {
      body.line(
          "Arrays.fill(arena, %1$s + pixel * %2$d + %3$d, %1$s + (pixel + 1) * %2$d, 0f)",
          part.at(load.to()), load.to().stride(), channels);
    }
    body.close();
  }

  private void store(Step.Store store) {
    Shape shape = store.from().shape();
    part.units(shape.pixels());
    if (shape.pixels() == 1 || shape.channels() == store.from().stride()) {
      body.line(
          "System.arraycopy(arena, %s, outputs[%d], from * %3$d, (until - from) * %3$d)",
          part.pixel(store.from()), store.output(), shape.channels());
    } else {
      body.open("for (int pixel = from; pixel < until; pixel++)");
      body.line(
          "System.arraycopy(arena, %s + pixel * %d, outputs[%d], pixel * %d, %d)",
          part.at(store.from()),
          store.from().stride(),
          store.output(),
          shape.channels(),
          shape.channels());
      body.close();
    }
  }

  private void gate(Step.Gate gate) {
    part.vectors(gate.from().shape().channels());
    body.line(
        "%s(arena, %s + from, %d, %s + from, arena, %s + from, %d, %d, until - from)",
        new Leaf.Gate().method(),
        part.at(gate.from()),
        gate.from().stride(),
        names.of(gate.gate()),
        part.at(gate.to()),
        gate.to().stride(),
        gate.from().shape().pixels());
  }

  private void mean(Step.Mean mean) {
    part.vectors(mean.from().shape().channels());
    body.line(
        "%s(arena, %s + from, %d, %d, arena, %s + from, until - from)",
        new Leaf.Mean().method(),
        part.at(mean.from()),
        mean.from().shape().pixels(),
        mean.from().stride(),
        names.of(mean.to()));
  }
}
