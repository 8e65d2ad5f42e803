package dev.lathe.processor.kernels;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Upsample.Target;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small networks of the ops that resize, rearrange and multiply maps, of several inputs and
 * outputs, and of transposed convolutions. A convolution behind an op reads what it leaves behind
 * the last channel.
 */
final class MapCases {

  private final List<Graph> cases = new ArrayList<>();

  private MapCases() {}

  static List<Graph> all() {
    MapCases all = new MapCases();
    all.moves();
    all.products();
    all.transposed();
    all.transposedInBands();
    all.outputs();
    return all.cases;
  }

  private static GraphBuilder network(String name, int height, int width, int channels) {
    return new GraphBuilder(name, new Shape(height, width, channels));
  }

  /** Adds an op between two convolutions, the last of which reads whole vectors. */
  private void between(String name, int channels, Op op) {
    cases.add(
        network(name, 7, 6, 3)
            .conv("before", channels, 1, 1, Activation.NONE)
            .add("op", op)
            .conv("behind", 5, 1, 1, Activation.NONE)
            .build());
  }

  private void moves() {
    between("slice", 40, new Slice(3, 21));
    between("slice of vectors", 48, new Slice(16, 16));
    between("shuffle by 2", 34, new Shuffle(2));
    between("shuffle by 3", 21, new Shuffle(3));
    for (Pad.Mode mode : Pad.Mode.values()) {
      between("pad " + mode, 21, new Pad(new Pads(1, 2, 3, 4), mode, 0.5f));
      between("pad below " + mode, 16, new Pad(new Pads(0, 0, 1, 0), mode, -2));
    }
    for (Upsample.Mode mode : Upsample.Mode.values()) {
      for (Target target :
          List.of(
              new Target.Times(2, 2),
              new Target.Times(1.5, 0.4),
              new Target.Size(9, 13),
              new Target.Size(1, 1))) {
        between("upsample %s %s".formatted(mode, target), 21, new Upsample(mode, target));
      }
    }
    for (Pool.Kind kind : Pool.Kind.values()) {
      for (int channels : new int[] {1, 7, 16, 53}) {
        between("channel pool %s %d".formatted(kind, channels), channels, new ChannelPool(kind));
      }
    }
    between("global max pool", 37, new GlobalMaxPool());
    between("slopes of channels", 37, new PRelu(37, false));
    between("one slope", 21, new PRelu(21, true));
  }

  private void products() {
    GraphBuilder product = network("product", 7, 6, 3).conv("left", 21, 1, 1, Activation.NONE);
    int left = product.last();
    product.conv("right", 21, 3, 1, Activation.TANH);
    product.add("product", Role.MAIN, new Multiply(), left, product.last());
    cases.add(product.conv("behind", 5, 1, 1, Activation.NONE).build());
    GraphBuilder mask = network("mask", 7, 6, 3).conv("left", 21, 1, 1, Activation.NONE);
    int features = mask.last();
    mask.conv("right", 1, 3, 1, Activation.SIGMOID);
    mask.add("mask", Role.MAIN, new Multiply(), features, mask.last());
    cases.add(mask.conv("behind", 5, 1, 1, Activation.NONE).build());
  }

  private void transposed() {
    transposed(24, 24, 1, 2, 2, 0, 0, Activation.RELU);
    transposed(24, 1, 1, 2, 2, 0, 0, Activation.SIGMOID);
    transposed(6, 20, 1, 4, 2, 1, 0, Activation.NONE);
    transposed(6, 5, 1, 3, 2, 1, 1, Activation.HARD_SWISH);
    transposed(6, 9, 3, 3, 2, 1, 1, Activation.NONE);
    transposed(20, 20, 20, 4, 2, 1, 0, Activation.NONE);
    transposed(20, 20, 20, 3, 1, 1, 0, Activation.RELU6);
    transposed(4, 2, 2, 3, 1, 2, 0, Activation.NONE);
    transposed(4, 3, 1, 2, 3, 0, 2, Activation.NONE);
    transposed(4, 3, 1, 3, 2, 3, 0, Activation.NONE);
    Window unequal =
        new Window(
            new Extent(2, 3),
            new Extent(3, 2),
            new Extent(2, 1),
            new Padding.Explicit(new Pads(0, 1, 1, 2)));
    transposed("unequal", 6, 4, 2, unequal, new Extent(1, 0), Activation.NONE);
    Op single =
        new TransposedConvolution(
            5, 7, 1, Window.square(3, 2, Padding.none()), Extent.square(0), true, Optional.empty());
    cases.add(network("transposed pixel", 1, 1, 5).add("up", single).build());
  }

  private void transposed(
      int in,
      int out,
      int groups,
      int kernel,
      int stride,
      int cut,
      int extra,
      Activation activation) {
    Padding padding = new Padding.Explicit(new Pads(cut, cut, cut, cut));
    String name = "%d to %d in %d k%d s%d".formatted(in, out, groups, kernel, stride);
    Window window = Window.square(kernel, stride, padding);
    transposed(name, in, out, groups, window, Extent.square(extra), activation);
  }

  private void transposed(
      String name,
      int in,
      int out,
      int groups,
      Window window,
      Extent extra,
      Activation activation) {
    Optional<Op.BatchNorm> norm = Optional.of(new Op.BatchNorm(1e-3));
    GraphBuilder graph =
        network("transposed " + name, 7, 6, in)
            .add("up", new TransposedConvolution(in, out, groups, window, extra, true, norm));
    if (activation != Activation.NONE) {
      graph.add("activation", new Op.Activate(activation));
    }
    cases.add(graph.conv("behind", 5, 1, 1, Activation.NONE).build());
  }

  /** Maps too large for the cache, some rows at a time, and stored where the caller wants them. */
  private void transposedInBands() {
    for (int out : new int[] {1, 24}) {
      Window window = Window.square(2, 2, Padding.none());
      Op up =
          new TransposedConvolution(24, out, 1, window, Extent.square(0), true, Optional.empty());
      int size = out == 1 ? 102 : 43;
      GraphBuilder graph = network("bands to " + out, size, size, 24).add("up", up);
      cases.add(graph.add("activation", new Op.Activate(Activation.SIGMOID)).build());
    }
    Padding cut = new Padding.Explicit(new Pads(1, 1, 1, 1));
    Op overlapping =
        new TransposedConvolution(
            3, 20, 1, Window.square(4, 2, cut), Extent.square(1), true, Optional.empty());
    cases.add(
        network("bands that overlap", 47, 45, 3)
            .add("up", overlapping)
            .conv("behind", 5, 1, 1, Activation.NONE)
            .build());
  }

  private void outputs() {
    for (Upsample.Mode mode : Upsample.Mode.values()) {
      for (int channels : new int[] {16, 21}) {
        cases.add(
            network("enlarged %s to %d".formatted(mode, channels), 7, 6, 3)
                .conv("before", channels, 1, 1, Activation.NONE)
                .add("up", new Upsample(mode, new Target.Size(9, 13)))
                .build());
      }
    }
    cases.add(
        network("inputs and outputs", 7, 6, 3)
            .conv("picture", 21, 3, 1, Activation.RELU)
            .output("features")
            .input("depth", new Shape(7, 6, 2))
            .conv("surface", 21, 3, 1, Activation.TANH)
            .add("product", Role.MAIN, new Multiply(), 2, 5)
            .output("product")
            .globalAveragePool("mean")
            .output("mean")
            .build());
    cases.add(
        network("an input that is returned", 7, 6, 3)
            .output("given")
            .conv("conv", 5, 3, 1, Activation.RELU)
            .output("output")
            .build());
    cases.add(
        network("returned before the activation", 7, 6, 3)
            .conv("conv", 21, 3, 1, Activation.NONE)
            .output("sums")
            .add("relu", new Op.Activate(Activation.RELU))
            .output("positive")
            .conv("point", 21, 1, 1, Activation.NONE)
            .output("point")
            .add("sum", Role.SKIP, new Op.Add(), 1, 3)
            .output("sum")
            .build());
    Op.Activate gate = new Op.Activate(Activation.HARD_SIGMOID);
    for (int squeeze : new int[] {0, 6}) {
      GraphBuilder block =
          network("every value of a bottleneck, se" + squeeze, 57, 56, 3)
              .conv("stem", 24, 3, 1, Activation.RELU)
              .mbconv("b.0", 100, 24, 3, Extent.square(1), Activation.RELU, squeeze, gate);
      Graph whole = block.build();
      for (int value = 3; value < whole.nodes().size(); value++) {
        List<Graph.Output> two =
            List.of(
                new Graph.Output("inner", value),
                new Graph.Output("output", whole.nodes().size() - 1));
        String name = "returns %s, se%d".formatted(whole.nodes().get(value).name(), squeeze);
        cases.add(new Graph(name, whole.nodes(), two));
      }
    }
  }
}
