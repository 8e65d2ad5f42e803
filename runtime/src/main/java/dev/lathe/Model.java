package dev.lathe;

import dev.lathe.graph.Graph;
import dev.lathe.image.Preprocessing;
import dev.lathe.runtime.CallArrays;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that runs. An interface annotated with {@code @Network} extends it; the generated class
 * {@code Lathe<Name>} implements it. Models are immutable and safe to share between threads. Only
 * one that was loaded with several {@link Threads} needs to be closed.
 *
 * <p>NaN and infinity in the input never throw and never hang. They propagate as the arithmetic
 * carries them, except that ReLU and ReLU6 compare as integers: a NaN with its sign bit set becomes
 * 0, one without passes ReLU and becomes 6 in ReLU6.
 */
public interface Model extends AutoCloseable {

  /** H×W×C of the input, the first one of several. */
  Shape inputShape();

  /** H×W×C of the output, the first one of several. */
  Shape outputShape();

  /** H×W×C of each input by its name, in the order in which the network declares them. */
  default Map<String, Shape> inputShapes() {
    return Map.of("input", inputShape());
  }

  /** H×W×C of each output by its name, in the order in which the network declares them. */
  default Map<String, Shape> outputShapes() {
    return Map.of(Graph.OUTPUT, outputShape());
  }

  /** The layers in network order with their static figures. */
  List<Layer> layers();

  /**
   * Runs the network once.
   *
   * @param input the pixels, H×W×C as {@link #inputShape()} says
   * @return the output, H×W×C as {@link #outputShape()} says
   * @throws IllegalArgumentException if the input has another length
   * @throws UnsupportedOperationException if the network has several inputs or outputs
   */
  default float[] run(float[] input) {
    float[] output = new float[outputShape().elements()];
    run(input, output);
    return output;
  }

  /**
   * Runs the network once, allocating nothing in the steady state.
   *
   * @param input the pixels, H×W×C as {@link #inputShape()} says; unchanged
   * @param output receives the result, H×W×C as {@link #outputShape()} says
   * @throws IllegalArgumentException if an array has another length; the output is then unchanged
   * @throws UnsupportedOperationException if the network has several inputs or outputs
   */
  void run(float[] input, float[] output);

  /**
   * Runs a network of any number of inputs and outputs once, allocating nothing in the steady
   * state. The generated class of a network with several has the same with a parameter for each
   * input and a result with an accessor for each output.
   *
   * @param inputs an array for each of {@link #inputShapes()}, H×W×C; unchanged
   * @param outputs an array for each of {@link #outputShapes()}, which receives it
   * @throws IllegalArgumentException if their numbers differ from those or an array has another
   *     length; the outputs are then unchanged
   */
  default void infer(float[][] inputs, float[][] outputs) {
    if (inputs.length != 1 || outputs.length != 1) {
      throw new IllegalArgumentException(
          "[ArrayCount] one input and one output, not " + inputs.length + " and " + outputs.length);
    }
    run(inputs[0], outputs[0]);
  }

  /**
   * Runs the network on several images, allocating nothing in the steady state. A model of several
   * {@link Threads} computes as many images side by side, and shares those left over.
   *
   * @param inputs as in {@link #run(float[], float[])}; they may be one array several times
   * @param outputs as many, each an array of its own
   * @throws IllegalArgumentException if their numbers differ or an array has another length
   */
  default void run(float[][] inputs, float[][] outputs) {
    CallArrays.checkBatch(inputs, outputs);
    for (int image = 0; image < inputs.length; image++) {
      run(inputs[image], outputs[image]);
    }
  }

  /** Ends the model's threads, if it has any. A call that runs is finished; later ones throw. */
  @Override
  default void close() {}

  /** How an image becomes the input, if the network declares {@code @Preprocess}. */
  default Optional<Preprocessing> preprocessing() {
    return Optional.empty();
  }

  /**
   * Prepares an image as {@code @Preprocess} declares and runs the network on it.
   *
   * @throws UnsupportedOperationException if the network declares no {@code @Preprocess}
   */
  default float[] run(BufferedImage image) {
    return run(prepared(image));
  }

  /**
   * Prepares an image as {@code @Preprocess} declares and runs a network of any number of outputs
   * on it.
   *
   * @return an array for each of {@link #outputShapes()}, H×W×C
   * @throws UnsupportedOperationException if the network declares no {@code @Preprocess}
   * @throws IllegalArgumentException if it has several inputs
   */
  default float[][] infer(BufferedImage image) {
    float[][] outputs =
        outputShapes().values().stream()
            .map(shape -> new float[shape.elements()])
            .toArray(float[][]::new);
    infer(new float[][] {prepared(image)}, outputs);
    return outputs;
  }

  private float[] prepared(BufferedImage image) {
    return preprocessing()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "[NoPreprocess] the network does not say how images become its input; add"
                        + " @Preprocess to its interface or run it on a float[]"))
        .apply(image, inputShape());
  }
}
