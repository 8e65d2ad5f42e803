package dev.lathe.runtime;

import dev.lathe.Layer;
import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Threads;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every generated model shares: its packed weights, its arenas and its threads. */
public abstract class CompiledModel implements Model {

  private final Shape inputShape;
  private final Shape outputShape;
  private final Map<String, Shape> inputs;
  private final Map<String, Shape> outputs;
  private final List<Layer> layers;
  private final Runner runner;
  private volatile boolean closed;

  /**
   * Binds and packs the weights, and warms the kernels up unless told not to.
   *
   * @param kernels gives the kernels for {@link Lanes#count()}; called only when vectors are there
   * @throws IllegalStateException if the Vector API's module is missing, or the network needs an
   *     array of 2^30 floats or more
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
    this.inputs = shapes(graph.inputs(), Node::name, Node::output);
    this.outputs = shapes(graph.outputs(), Graph.Output::name, graph::shape);
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
    int usable = Math.min(threads.count(), Runtime.getRuntime().availableProcessors());
    int length = arenaLength(loaded, usable);
    checkWeights(loaded);
    LeafWarmUp leaves = warmUp == WarmUp.ON ? LeafWarmUp.begin(loaded) : LeafWarmUp.none(loaded);
    float[] packed = packed(loaded, graph, weights, leaves);
    WorkspacePool workspaces = new WorkspacePool(length);
    leaves.awaitSmallLeaves();
    this.runner = new Runner(loaded, packed, leaves, workspaces, usable);
  }

  /** The floats that an inference works in, if leaves can compute with their places. */
  private int arenaLength(Kernels kernels, int parts) {
    int length = kernels.arenaLength(parts);
    boolean fits = length >= 0 && length <= Kernels.LAST_PLACE;
    for (Shape input : inputs.values()) {
      fits &= input.elements() <= Kernels.LAST_PLACE;
    }
    if (!fits) {
      throw new IllegalStateException(
          "[Memory] with Threads.of("
              + parts
              + "), an inference reads or works in an array of 2^30 floats or more; use fewer"
              + " threads or a smaller input");
    }
    return length;
  }

  /** Leaves compute with the places of weights too. */
  private static void checkWeights(Kernels kernels) {
    if (kernels.packedLength() > Kernels.LAST_PLACE) {
      throw new IllegalStateException(
          "[Memory] the weights fill an array of "
              + kernels.packedLength()
              + " floats, and 2^30 are too many; use a smaller width");
    }
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
  public final Map<String, Shape> inputShapes() {
    return inputs;
  }

  @Override
  public final Map<String, Shape> outputShapes() {
    return outputs;
  }

  @Override
  public final List<Layer> layers() {
    return layers;
  }

  @Override
  public final void run(float[] input, float[] output) {
    checkOpen();
    checkSingle();
    CallArrays.check("input", input, inputShape);
    CallArrays.check("output", output, outputShape);
    runner.run(input, output);
  }

  @Override
  public final void infer(float[][] inputs, float[][] outputs) {
    checkOpen();
    CallArrays.checkAll("input", inputs, this.inputs);
    CallArrays.checkAll("output", outputs, this.outputs);
    runner.infer(inputs, outputs);
  }

  @Override
  public final void run(float[][] inputs, float[][] outputs) {
    checkOpen();
    checkSingle();
    CallArrays.checkBatch(inputs, outputs);
    for (int image = 0; image < inputs.length; image++) {
      CallArrays.check("input", inputs[image], inputShape);
      CallArrays.check("output", outputs[image], outputShape);
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

  private void checkSingle() {
    if (inputs.size() > 1 || outputs.size() > 1) {
      throw new UnsupportedOperationException(
          "[SeveralArrays] the network takes "
              + inputs.keySet()
              + " and returns "
              + outputs.keySet()
              + ": call infer with an array for each");
    }
  }

  private static <T> Map<String, Shape> shapes(
      List<T> all, Function<T, String> name, Function<T, Shape> shape) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    all.forEach(one -> shapes.put(name.apply(one), shape.apply(one)));
    return Collections.unmodifiableMap(shapes);
  }
}
