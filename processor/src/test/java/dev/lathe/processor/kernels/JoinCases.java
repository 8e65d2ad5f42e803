package dev.lathe.processor.kernels;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Upsample.Target;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small networks that join maps, take them apart and shuffle them. */
final class JoinCases {

  private final List<Graph> cases = new ArrayList<>();

  private JoinCases() {}

  static List<Graph> all() {
    JoinCases all = new JoinCases();
    all.joins();
    all.partsInPlace();
    all.partsOfOtherKinds();
    all.shuffledHalves();
    return all.cases;
  }

  private static GraphBuilder network(String name, int height, int width, int channels) {
    return new GraphBuilder(name, new Shape(height, width, channels));
  }

  private void joins() {
    for (int channels : new int[] {1, 16, 21}) {
      GraphBuilder concat = network("concat " + channels, 7, 6, 3);
      concat.conv("left", channels, 1, 1, Activation.NONE);
      int left = concat.last();
      concat.conv("right", 20, 3, 1, Activation.RELU);
      concat.add("concat", Role.MAIN, new Concat(), left, concat.last(), 0, left);
      cases.add(concat.conv("behind", 5, 1, 1, Activation.NONE).build());
    }
    GraphBuilder stack = network("stack", 7, 6, 3).conv("top", 21, 3, 2, Activation.NONE);
    int top = stack.last();
    stack.conv("below", 21, 1, 1, Activation.NONE);
    stack.add("stack", Role.MAIN, new Stack(), top, stack.last(), top);
    cases.add(stack.conv("behind", 5, 1, 1, Activation.NONE).build());
  }

  /** Concatenations whose parts are stored where they belong. */
  private void partsInPlace() {
    for (int size : new int[] {1, 3, 9}) {
      GraphBuilder fire = network("fire %d".formatted(size), size, size, 40);
      point(fire, "squeeze", 20, Activation.RELU);
      int squeeze = fire.last();
      point(fire, "point", 32, Activation.SILU);
      int point = fire.last();
      fire.add("filter", Role.MAIN, convolution(20, 16, 3), squeeze);
      int filter = fire.last();
      fire.add("tail", Role.MAIN, convolution(20, 21, 3), squeeze).output("tail");
      fire.add("all", Role.MAIN, new Concat(), point, filter, fire.last()).output("all");
      fire.conv("behind", 5, 1, 1, Activation.NONE).output("output");
      cases.add(fire.build());
    }
    GraphBuilder wide = network("parts by channels", 4, 4, 200);
    point(wide, "left", 320, Activation.HARD_SWISH);
    int left = wide.last();
    wide.add("right", Role.MAIN, convolution(200, 48, 3), 0);
    wide.add("all", Role.MAIN, new Concat(), left, wide.last());
    cases.add(wide.conv("behind", 5, 1, 1, Activation.NONE).build());
    GraphBuilder blocks = network("bottlenecks in place", 57, 56, 3);
    Op.Activate gate = new Op.Activate(Activation.HARD_SIGMOID);
    blocks.conv("stem", 24, 3, 1, Activation.RELU);
    blocks.mbconv("b.0", 100, 32, 3, Extent.square(1), Activation.RELU, 0, gate);
    int first = blocks.last();
    blocks.mbconv("b.1", 40, 16, 3, Extent.square(1), Activation.RELU, 4, gate);
    blocks.add("all", Role.MAIN, new Concat(), first, blocks.last());
    cases.add(blocks.conv("behind", 5, 1, 1, Activation.NONE).build());
    GraphBuilder pyramid = network("pyramid", 8, 8, 24);
    List<Integer> levels = new ArrayList<>();
    for (int level = 8; level > 1; level /= 2) {
      pyramid.add("shrink" + level, Role.MAIN, convolution(24, 24, 1), 0);
      pyramid.add(
          "pool" + level,
          new Pool(Pool.Kind.MAX, Window.square(level, level, Padding.none()), false, false));
      pyramid.add("level" + level, new Upsample(Upsample.Mode.NEAREST, new Target.Size(8, 8)));
      levels.add(pyramid.last());
    }
    pyramid.add("fine", Role.MAIN, convolution(24, 24, 3), 0);
    levels.add(pyramid.last());
    pyramid.add("all", Role.MAIN, new Concat(), levels.toArray(Integer[]::new));
    cases.add(pyramid.conv("behind", 5, 3, 1, Activation.NONE).build());
    GraphBuilder smooth = network("smooth parts", 8, 8, 24);
    smooth.add("up", new Upsample(Upsample.Mode.BILINEAR, new Target.Size(9, 13)));
    point(smooth, "point", 16, Activation.RELU);
    int mixed = smooth.last();
    point(smooth, "again", 32, Activation.RELU).output("again");
    smooth.add("sum", Role.SKIP, new Op.Add(), smooth.last(), smooth.last());
    int sum = smooth.last();
    smooth.add("all", Role.MAIN, new Concat(), mixed, sum, 1);
    cases.add(smooth.conv("behind", 5, 1, 1, Activation.NONE).output("output").build());
  }

  /** Parts that no tiles compute, stored where they belong. */
  private void partsOfOtherKinds() {
    for (int channels : new int[] {16, 32, 40}) {
      GraphBuilder graph = network("pools, filters and gates of " + channels, 9, 7, channels);
      graph.add("largest", pool(Pool.Kind.MAX));
      int largest = graph.last();
      graph.add("average", Role.MAIN, pool(Pool.Kind.AVERAGE), 0);
      int average = graph.last();
      Window window = Window.square(3, 1, new Padding.Same());
      graph.add(
          "filter",
          Role.MAIN,
          new Op.Convolution(channels, channels, channels, window, true, Optional.empty()),
          0);
      graph.add("filter.activation", new Op.Activate(Activation.HARD_SWISH));
      int filter = graph.last();
      graph.conv("features", channels, 1, 1, Activation.RELU);
      int features = graph.last();
      graph.add("se.pool", Role.POOL, new Op.GlobalAveragePool());
      graph.add("se.squeeze", Role.SQUEEZE, new Op.Dense(channels, 3, true));
      graph.add("se.squeeze.activation", new Op.Activate(Activation.RELU));
      graph.add("se.excite", Role.EXCITE, new Op.Dense(3, channels, true));
      graph.add("se.excite.activation", new Op.Activate(Activation.HARD_SIGMOID));
      graph.add("se.gate", Role.GATE, new Op.Scale(), features, graph.last());
      int gated = graph.last();
      graph.add("inner", Role.MAIN, new Concat(), filter, gated);
      graph.add("all", Role.MAIN, new Concat(), largest, average, graph.last());
      cases.add(graph.conv("behind", 5, 1, 1, Activation.NONE).build());
    }
  }

  private static Pool pool(Pool.Kind kind) {
    return new Pool(kind, Window.square(3, 1, new Padding.Same()), false, false);
  }

  private static GraphBuilder point(
      GraphBuilder graph, String name, int out, Activation activation) {
    return graph
        .add(name, convolution(graph.channels(), out, 1))
        .add(name + ".activation", new Op.Activate(activation));
  }

  private static Op.Convolution convolution(int in, int out, int kernel) {
    Window window = kernel == 1 ? Window.POINT : Window.square(kernel, 1, new Padding.Same());
    return new Op.Convolution(in, out, 1, window, true, Optional.empty());
  }

  /** Halves that are slices of one map, and shuffled where they meet again. */
  private void shuffledHalves() {
    for (int half : new int[] {16, 17, 29, 58}) {
      GraphBuilder units = network("shuffled halves of " + half, 5, 7, 8);
      units.conv("stem", 2 * half, 1, 1, Activation.RELU);
      for (int unit = 0; unit < 2; unit++) {
        int whole = units.last();
        units.add("left" + unit, Role.MAIN, new Slice(0, half), whole);
        int left = units.last();
        units.add("right" + unit, Role.MAIN, new Slice(half, half), whole);
        if (unit == 0) {
          point(units, "branch0", half, Activation.RELU);
        } else {
          units.conv("branch1", half, 3, 1, Activation.RELU);
        }
        units.add("both" + unit, Role.MAIN, new Concat(), left, units.last());
        units.add("mixed" + unit, new Shuffle(2));
      }
      cases.add(units.conv("behind", 5, 1, 1, Activation.NONE).build());
    }
    cases.add(
        network("a slice that is returned", 7, 6, 3)
            .conv("before", 40, 1, 1, Activation.NONE)
            .add("slice", new Slice(3, 21))
            .output("slice")
            .conv("behind", 5, 3, 1, Activation.NONE)
            .output("output")
            .build());
  }
}
