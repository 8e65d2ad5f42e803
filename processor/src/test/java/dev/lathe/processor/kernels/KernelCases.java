package dev.lathe.processor.kernels;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Op.BatchNorm;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Small networks that reach every leaf and driver, at sizes that hit tails, borders, odd channels
 * and single pixels.
 */
final class KernelCases {

  private static final Op.Activate SIGMOID_GATE = new Op.Activate(Activation.SIGMOID);
  private static final Op.Activate HARD_GATE = new Op.Activate(Activation.HARD_SIGMOID);
  private static final List<Padding> PADDINGS =
      List.of(new Padding.Same(), new Padding.SameUpper(), Padding.none());

  private final List<Graph> cases = new ArrayList<>();

  private KernelCases() {}

  static List<Graph> all() {
    KernelCases all = new KernelCases();
    all.activations();
    all.convolutions();
    all.sampled();
    all.winograd();
    all.depthwise();
    all.groups();
    all.panels();
    all.dense();
    all.pools();
    all.excitation();
    all.bottlenecks();
    all.residuals();
    return all.cases;
  }

  private GraphBuilder network(String name, int height, int width, int channels) {
    return new GraphBuilder(name, new Shape(height, width, channels));
  }

  private void add(GraphBuilder builder) {
    cases.add(builder.build());
  }

  private void activations() {
    for (Activation activation : EnumSet.complementOf(EnumSet.of(Activation.PRELU))) {
      add(
          network("fused " + activation, 9, 7, 5)
              .conv("stem", 19, 3, 1, activation)
              .conv("point", 37, 1, 1, activation)
              .normed("depthwise", Role.DEPTHWISE, 37, 37, window(3, 1), activation));
      if (activation != Activation.NONE) {
        add(network("alone " + activation, 11, 10, 13).add("alone", new Op.Activate(activation)));
      }
    }
    for (Activation sloped :
        List.of(Activation.HARD_SIGMOID, Activation.LEAKY_RELU, Activation.ELU)) {
      add(
          network("two slopes " + sloped, 6, 5, 13)
              .add("first", new Op.Activate(sloped, 0.3f))
              .conv("point", 37, 1, 1, Activation.NONE)
              .add("second", new Op.Activate(sloped, 0.7f)));
    }
  }

  /**
   * Every so many-th pixel, of maps whose rows are no whole tiles, and rows that are short ones.
   */
  private void sampled() {
    for (Window window :
        List.of(window(1, 2), window(1, 1, 3, 2, 1, 1, Padding.none()), window(3, 2))) {
      for (int width : new int[] {13, 27, 40}) {
        GraphBuilder block = network("sampled %s of %d".formatted(window, width), 19, width, 3);
        block.conv("stem", 37, 3, 1, Activation.RELU);
        int stem = block.last();
        block.add("shortcut", conv(37, 70, 1, window));
        int skip = block.last();
        block.add("filter", Role.MAIN, conv(37, 70, 1, window), stem);
        block.add("sum", Role.MAIN, new Op.Add(), skip, block.last());
        block.add("behind", new Op.Activate(Activation.RELU));
        add(block);
      }
    }
  }

  private void convolutions() {
    add(
        network("layers named like constants", 5, 5, 3)
            .conv("six", 4, 1, 1, Activation.NONE)
            .conv("zero", 4, 3, 1, Activation.NONE)
            .conv("other", 4, 1, 1, Activation.RELU6));
    for (Padding padding : PADDINGS) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int kernel : new int[] {1, 2, 3, 5}) {
          if (kernel == 2 && padding instanceof Padding.Same) {
            continue;
          }
          add(
              network("conv k%d s%d %s".formatted(kernel, stride, padding), 13, 11, 7)
                  .padding(padding)
                  .conv("conv", 33, kernel, stride, Activation.RELU));
        }
      }
    }
    Padding same = new Padding.Same();
    add(network("larger than the map", 1, 1, 3).add("conv", conv(3, 6, 1, window(5, 1))));
    add(
        network("dilated", 17, 14, 12)
            .add("conv", conv(12, 20, 1, window(3, 3, 1, 1, 3, 2, same))));
    add(
        network("contiguous in the arena", 17, 14, 16)
            .add("relu", new Op.Activate(Activation.RELU))
            .add("conv", conv(16, 50, 1, window(3, 1))));
    Padding uneven = new Padding.Explicit(new Pads(4, 5, 0, 3));
    add(
        network("beyond the border", 10, 9, 3)
            .add("conv", conv(3, 36, 1, window(3, 3, 1, 1, 1, 1, uneven))));
    add(
        network("windows of two vectors a row", 30, 29, 3)
            .add("conv", conv(3, 70, 1, window(7, 7, 2, 2, 1, 1, same))));
    add(
        network("windows of rows apart", 19, 18, 3)
            .add("conv", conv(3, 33, 1, window(3, 3, 2, 2, 2, 1, same))));
    GraphBuilder windows = network("windows with a residual", 15, 16, 8);
    windows.conv("first", 8, 3, 1, Activation.RELU);
    int first = windows.last();
    windows.conv("second", 8, 3, 1, Activation.NONE);
    add(windows.add("sum", Role.MAIN, new Op.Add(), first, windows.last()));
    GraphBuilder blocks = network("rows in blocks", 75, 73, 32);
    blocks.conv("filter", 33, 3, 2, Activation.RELU);
    int filter = blocks.last();
    blocks.add("shortcut", Role.MAIN, conv(32, 33, 1, window(1, 2)), 0);
    add(
        blocks
            .add("sum", Role.MAIN, new Op.Add(), filter, blocks.last())
            .add("relu", new Op.Activate(Activation.RELU)));
    add(
        network("pointwise with stride", 10, 9, 24)
            .add("conv", conv(24, 36, 1, window(1, 1, 2, 2, 1, 1, Padding.none()))));
  }

  /** Large enough for it; the stem makes the input one of the arena. */
  private void winograd() {
    for (Activation activation : EnumSet.complementOf(EnumSet.of(Activation.PRELU))) {
      add(
          network("winograd " + activation, 14, 18, 5)
              .conv("stem", 32, 1, 1, Activation.NONE)
              .conv("conv", 48, 3, 1, activation));
    }
    for (int out : new int[] {16, 33, 50, 64, 72, 128}) {
      add(
          network("winograd to " + out + " channels of an odd map", 15, 17, 5)
              .conv("stem", 37, 1, 1, Activation.RELU)
              .conv("conv", out, 3, 1, Activation.RELU));
    }
    add(
        network("winograd without padding", 21, 19, 5)
            .conv("stem", 32, 1, 1, Activation.RELU)
            .padding(Padding.none())
            .conv("conv", 32, 3, 1, Activation.RELU));
    Padding uneven = new Padding.Explicit(new Pads(2, 0, 1, 3));
    add(
        network("winograd with uneven padding", 19, 16, 5)
            .conv("stem", 32, 1, 1, Activation.RELU)
            .add("conv", conv(32, 40, 1, window(3, 3, 1, 1, 1, 1, uneven))));
    add(
        network("winograd in bands", 50, 47, 5)
            .conv("stem", 64, 1, 1, Activation.RELU)
            .conv("conv", 64, 3, 1, Activation.RELU));
    add(
        network("winograd of few pixels by channels", 9, 9, 5)
            .conv("stem", 96, 1, 1, Activation.RELU)
            .conv("conv", 112, 3, 1, Activation.RELU));
    for (int size : new int[] {14, 15}) {
      GraphBuilder residual = network("winograd with residual " + size, size, size, 5);
      residual.conv("stem", 48, 1, 1, Activation.RELU);
      int stem = residual.last();
      residual.conv("first", 48, 3, 1, Activation.RELU).conv("second", 48, 3, 1, Activation.NONE);
      residual.add("sum", Role.MAIN, new Op.Add(), stem, residual.last());
      residual.add("relu", new Op.Activate(Activation.RELU));
      int sum = residual.last();
      residual.conv("third", 48, 3, 1, Activation.SILU);
      residual.add("after", Role.MAIN, new Op.Add(), sum, residual.last());
      add(residual);
    }
  }

  private void depthwise() {
    for (Padding padding : PADDINGS) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int kernel : new int[] {3, 5, 7}) {
          for (int width : new int[] {7, 8, 11, 30}) {
            String name = "depthwise k%d s%d w%d %s".formatted(kernel, stride, width, padding);
            add(
                network(name, 9, width, 21)
                    .normed(
                        "depthwise",
                        Role.DEPTHWISE,
                        21,
                        21,
                        Window.square(kernel, stride, padding),
                        Activation.RELU6));
          }
        }
      }
    }
    Padding same = new Padding.Same();
    Op unequal = conv(24, 24, 24, window(3, 3, 2, 1, 1, 1, same));
    add(network("depthwise (2,1)", 12, 9, 24).add("depthwise", unequal));
    Op dilated = conv(24, 24, 24, window(3, 3, 1, 1, 2, 2, same));
    add(network("depthwise dilated", 12, 19, 24).add("depthwise", dilated));
    Op dilatedRows = conv(24, 24, 24, window(3, 3, 1, 1, 2, 1, same));
    add(network("depthwise dilated rows", 12, 19, 24).add("depthwise", dilatedRows));
    add(network("depthwise 1x1 map", 1, 1, 6).add("depthwise", conv(6, 6, 6, window(5, 1))));
    add(network("multiplier", 12, 19, 6).add("depthwise", conv(6, 18, 6, window(3, 1))));
  }

  private void groups() {
    int[][] all = {
      {4, 8, 2},
      {12, 12, 3},
      {32, 64, 2},
      {32, 128, 2},
      {40, 120, 5},
      {64, 64, 16},
      {9, 9, 3},
      {48, 24, 4}
    };
    for (int[] g : all) {
      add(
          network("groups " + Arrays.toString(g), 10, 9, g[0])
              .add("conv", conv(g[0], g[1], g[2], window(3, 1))));
    }
    Op pointwise = conv(24, 36, 3, Window.POINT);
    add(network("grouped pointwise", 10, 9, 24).add("conv", pointwise));
  }

  private void panels() {
    for (int out : new int[] {1, 3, 16, 17, 33, 48, 50, 64, 80, 100}) {
      add(network("pointwise to " + out, 5, 5, 20).conv("p", out, 1, 1, Activation.HARD_SWISH));
    }
    for (int width : new int[] {1, 2, 6, 7, 13, 14, 15}) {
      add(network("pointwise w" + width, 1, width, 20).conv("p", 40, 1, 1, Activation.NONE));
    }
  }

  private void dense() {
    add(network("dense", 1, 1, 37).dense("dense", 101).add("a", new Op.Activate(Activation.SILU)));
    add(network("narrow dense", 1, 1, 3).dense("dense", 1));
    add(network("flatten", 3, 5, 7).conv("c", 19, 3, 1, Activation.RELU).dense("dense", 29));
    add(
        network("softmax", 3, 5, 7)
            .conv("c", 19, 3, 1, Activation.NONE)
            .add("s", new Op.Softmax()));
  }

  private void pools() {
    for (Pool.Kind kind : Pool.Kind.values()) {
      for (boolean ceil : new boolean[] {false, true}) {
        for (boolean counted : new boolean[] {false, true}) {
          for (int stride = 1; stride <= 3; stride++) {
            String name = "%s ceil %s counted %s s%d".formatted(kind, ceil, counted, stride);
            Padding padding = new Padding.Explicit(new Pads(1, 1, 1, 1));
            Window window = window(3, 3, stride, stride, 1, 1, padding);
            add(network(name, 11, 10, 13).add("pool", new Pool(kind, window, ceil, counted)));
          }
        }
      }
    }
    add(network("mean", 11, 10, 13).globalAveragePool("pool").dense("dense", 5));
  }

  private void excitation() {
    GraphBuilder alone = network("excitation alone", 9, 9, 8).conv("c", 20, 3, 1, Activation.RELU);
    int features = alone.last();
    alone.add("se.pool", Role.POOL, new Op.GlobalAveragePool());
    alone.add("se.squeeze", Role.SQUEEZE, new Op.Dense(20, 3, true));
    alone.add("se.squeeze.activation", new Op.Activate(Activation.RELU));
    alone.add("se.excite", Role.EXCITE, new Op.Dense(3, 20, true));
    alone.add("se.excite.activation", new Op.Activate(Activation.HARD_SIGMOID, 0.2f));
    add(alone.add("se.gate", Role.GATE, new Op.Scale(), features, alone.last()));
  }

  private void bottlenecks() {
    for (Activation activation :
        List.of(Activation.RELU6, Activation.HARD_SWISH, Activation.SILU)) {
      Op.Activate gate = activation == Activation.SILU ? SIGMOID_GATE : HARD_GATE;
      for (int squeeze : new int[] {0, 6}) {
        for (int stride = 1; stride <= 2; stride++) {
          for (int kernel : new int[] {3, 5}) {
            for (int size : new int[] {7, 24, 57}) {
              String name =
                  "bottleneck %s se%d s%d k%d %d"
                      .formatted(activation, squeeze, stride, kernel, size);
              add(
                  network(name, size, size, 3)
                      .conv("stem", 24, 3, 1, activation)
                      .mbconv(
                          "b.0",
                          100,
                          24,
                          kernel,
                          Extent.square(stride),
                          activation,
                          squeeze,
                          gate));
            }
          }
        }
      }
    }
    add(
        network("bottleneck (2,1)", 57, 56, 3)
            .conv("stem", 24, 3, 1, Activation.RELU)
            .mbconv("b.0", 100, 24, 5, new Extent(2, 1), Activation.RELU, 7, HARD_GATE));
    add(
        network("stem feeds the ring", 112, 112, 3)
            .conv("stem", 32, 3, 2, Activation.RELU6)
            .mbconv("b.0", 32, 16, 3, Extent.square(1), Activation.RELU6, 0, HARD_GATE)
            .mbconv("b.1", 96, 24, 3, Extent.square(2), Activation.RELU6, 0, HARD_GATE)
            .mbconv("b.2", 144, 24, 3, Extent.square(1), Activation.RELU6, 0, HARD_GATE));
    add(
        network("separable chain", 112, 112, 3)
            .conv("stem", 32, 3, 2, Activation.RELU6)
            .separable("b.0", 64, 3, 1, Activation.RELU6)
            .separable("b.1", 128, 3, 2, Activation.RELU6)
            .separable("b.2", 128, 3, 1, Activation.RELU6));
    for (int size : new int[] {1, 9, 90}) {
      add(
          network("bottleneck on the input " + size, size, size, 8)
              .mbconv("b.0", 48, 8, 3, Extent.square(1), Activation.RELU6, 5, HARD_GATE));
    }
  }

  private static Convolution conv(int in, int out, int groups, Window window) {
    return new Convolution(in, out, groups, window, true, Optional.of(new BatchNorm(1e-5)));
  }

  private static Window window(int kernel, int stride) {
    return Window.square(kernel, stride, new Padding.Same());
  }

  private static Window window(
      int height,
      int width,
      int down,
      int right,
      int dilateDown,
      int dilateRight,
      Padding padding) {
    return new Window(
        new Extent(height, width),
        new Extent(down, right),
        new Extent(dilateDown, dilateRight),
        padding);
  }

  /** Sums that an activation follows: short and long ones, with and without tiles of rows. */
  private void residuals() {
    for (Activation behind : List.of(Activation.RELU, Activation.HARD_SWISH, Activation.SILU)) {
      for (int kernel : new int[] {1, 3}) {
        GraphBuilder block = network("k%d added, then %s".formatted(kernel, behind), 9, 11, 3);
        block.conv("skipped", 37, 1, 1, Activation.RELU);
        int skip = block.last();
        block.add("widen", conv(37, 37, 1, window(kernel, 1)));
        block.add("sum", Role.MAIN, new Op.Add(), skip, block.last());
        block.add("behind", new Op.Activate(behind));
        add(block);
      }
    }
    for (int width : new int[] {17, 40}) {
      GraphBuilder blocks =
          network("blocks of 19x%d pixels, added, then RELU".formatted(width), 19, width, 3);
      blocks.add("skipped", conv(3, 70, 1, Window.POINT));
      int skip = blocks.last();
      blocks.add("bare", conv(70, 37, 1, Window.POINT));
      blocks.add("widen", conv(37, 70, 1, Window.POINT));
      blocks.add("sum", Role.MAIN, new Op.Add(), skip, blocks.last());
      blocks.add("behind", new Op.Activate(Activation.RELU));
      add(blocks);
    }
    for (Activation behind : List.of(Activation.RELU, Activation.NONE)) {
      GraphBuilder chain = network("chained and added in place, then " + behind, 53, 61, 3);
      chain.padding(Padding.none()).conv("stem", 64, 1, 1, Activation.RELU);
      for (int block = 0; block < 3; block++) {
        int skipped = chain.last();
        chain.conv("reduce" + block, 16, 1, 1, Activation.RELU);
        chain.conv("widen" + block, 64, 1, 1, Activation.NONE);
        chain.add("sum" + block, Role.MAIN, new Op.Add(), skipped, chain.last());
        if (behind != Activation.NONE) {
          chain.add("behind" + block, new Op.Activate(behind));
        }
      }
      add(chain);
    }
    GraphBuilder twice = network("activated, added, activated again", 6, 5, 21);
    twice.conv("skipped", 21, 1, 1, Activation.NONE);
    int skip = twice.last();
    twice.conv("widen", 21, 1, 1, Activation.RELU);
    twice.add("sum", Role.MAIN, new Op.Add(), skip, twice.last());
    twice.add("again", new Op.Activate(Activation.RELU6));
    add(twice);
  }
}
