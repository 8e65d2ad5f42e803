package dev.lathe.runtime;

import dev.lathe.Layer;
import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Shape;
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
  private final Kernels kernels;
  private final float[] packed;
  private final ArenaPool arenas;

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
    this.kernels = kernels.get();
    this.packed = new float[this.kernels.packedLength()];
    this.kernels.pack(weights.bind(graph), packed);
    this.arenas = new ArenaPool(this.kernels.arenaLength());
    if (List.of(options).contains(WarmUp.OFF)) {
      LeafWarmUp.skip(this.kernels);
    } else {
      LeafWarmUp.run(this.kernels);
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
    checkLength("input", input.length, inputShape);
    checkLength("output", output.length, outputShape);
    float[] arena = arenas.take();
    kernels.run(input, output, arena, packed);
    arenas.giveBack(arena);
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
