package dev.lathe.runtime;

import dev.lathe.Layer;
import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Threads;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.graph.Graph;
import java.util.List;
import java.util.function.Supplier;

/** What every generated model shares: its packed weights, its arenas and the checks of a call. */
public abstract class CompiledModel implements Model {

  private final Shape inputShape;
  private final Shape outputShape;
  private final List<Layer> layers;
  private final Runner runner;
  private volatile boolean closed;

  /**
   * Binds and packs the weights, and warms the kernels up unless told not to.
   *
   * @param kernels gives the kernels for {@link Lanes#count()}; called only when vectors are there
   * @throws IllegalStateException if the Vector API's module is missing
   * @throws dev.lathe.WeightsException if the weights do not fit the graph
   */
  protected CompiledModel(
      Graph graph,
      List<Layer> layers,
      Supplier<Kernels> kernels,
      Weights weights,
      LoadOption... options) {
    VectorModule.require();
    this.inputShape = graph.inputShape();
    this.outputShape = graph.outputShape();
    this.layers = List.copyOf(layers);
    Kernels loaded = kernels.get();
    WarmUp warmUp = WarmUp.ON;
    Threads threads = Threads.of(1);
    for (LoadOption option : options) {
      switch (option) {
        case WarmUp given -> warmUp = given;
        case Threads given -> threads = given;
      }
    }
    LeafWarmUp leaves = warmUp == WarmUp.ON ? LeafWarmUp.begin(loaded) : LeafWarmUp.none(loaded);
    float[] packed = packed(loaded, graph, weights, leaves);
    leaves.awaitSmallLeaves();
    int usable = Math.min(threads.count(), Runtime.getRuntime().availableProcessors());
    this.runner = new Runner(loaded, packed, leaves, usable);
  }

  /** Binds and packs the weights while the leaves are warmed. */
  private static float[] packed(Kernels kernels, Graph graph, Weights weights, LeafWarmUp leaves) {
    boolean done = false;
    try {
      float[] packed = new float[kernels.packedLength()];
      kernels.pack(weights.bind(graph), packed);
      done = true;
      return packed;
    } finally {
      if (!done) {
        leaves.cancel();
      }
    }
  }

  @Override
  public final Shape inputShape() {
    return inputShape;
  }

  @Override
  public final Shape outputShape() {
    return outputShape;
  }

  @Override
  public final List<Layer> layers() {
    return layers;
  }

  @Override
  public final void run(float[] input, float[] output) {
    checkOpen();
    checkLength("input", input.length, inputShape);
    checkLength("output", output.length, outputShape);
    runner.run(input, output);
  }

  @Override
  public final void run(float[][] inputs, float[][] outputs) {
    checkOpen();
    if (inputs.length != outputs.length) {
      throw new IllegalArgumentException(
          "[BatchLength] " + inputs.length + " inputs need as many outputs, not " + outputs.length);
    }
    for (int image = 0; image < inputs.length; image++) {
      checkLength("input", inputs[image].length, inputShape);
      checkLength("output", outputs[image].length, outputShape);
    }
    runner.run(inputs, outputs);
  }

  @Override
  public final void close() {
    closed = true;
    runner.close();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("[Closed] the model is closed; load it again");
    }
  }

  private static void checkLength(String what, int length, Shape shape) {
    if (length != shape.elements()) {
      throw new IllegalArgumentException(
          "[ArrayLength] the "
              + what
              + " has "
              + length
              + " floats; "
              + shape
              + " (H×W×C) needs "
              + shape.elements());
    }
  }
}
