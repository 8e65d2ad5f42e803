package dev.lathe.oracle;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window.Extent;

/** Published networks, built by hand from their papers' tables. */
public final class Networks {

  private static final Op.Activate SIGMOID = new Op.Activate(Activation.SIGMOID);
  private static final Op.Activate HARD_SIGMOID = new Op.Activate(Activation.HARD_SIGMOID);

  private Networks() {}

  /** MobileNetV1 with the given widths of the stem and the 13 blocks behind it. */
  public static Graph mobileNetV1(int size, double alpha, Padding padding, double epsilon) {
    int[] outs = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    int[] strides = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};
    GraphBuilder graph =
        new GraphBuilder("MobileNetV1", new Shape(size, size, 3))
            .padding(padding)
            .epsilon(epsilon)
            .conv("stem", (int) (32 * alpha), 3, 2, Activation.RELU6);
    for (int i = 0; i < outs.length; i++) {
      graph.separable("block" + i + ".0", (int) (outs[i] * alpha), 3, strides[i], Activation.RELU6);
    }
    return graph
        .globalAveragePool("pool")
        .dense("classifier", 1000)
        .add("softmax", new Op.Softmax())
        .build();
  }

  /** MobileNetV2; at most 1.0 wide, as the head is not widened here. */
  public static Graph mobileNetV2(int size, double alpha) {
    int[][] stages = { // t, c, n, s
      {1, 16, 1, 1},
      {6, 24, 2, 2},
      {6, 32, 3, 2},
      {6, 64, 4, 2},
      {6, 96, 3, 1},
      {6, 160, 3, 2},
      {6, 320, 1, 1}
    };
    GraphBuilder graph =
        new GraphBuilder("MobileNetV2", new Shape(size, size, 3))
            .conv("stem", divisible(32 * alpha), 3, 2, Activation.RELU6);
    for (int stage = 0; stage < stages.length; stage++) {
      int[] s = stages[stage];
      for (int i = 0; i < s[2]; i++) {
        graph.mbconv(
            "stage" + (stage + 1) + "." + i,
            s[0] * graph.channels(),
            divisible(s[1] * alpha),
            3,
            Extent.square(i == 0 ? s[3] : 1),
            Activation.RELU6,
            0,
            SIGMOID);
      }
    }
    return graph
        .conv("head", 1280, 1, 1, Activation.RELU6)
        .globalAveragePool("pool")
        .dense("classifier", 1000)
        .build();
  }

  /** MobileNetV3-Large, with the epsilon it was trained with. */
  public static Graph mobileNetV3Large(int size, double epsilon) {
    int[][] blocks = { // k, expanded, out, SE, hard-swish, stride
      {3, 16, 16, 0, 0, 1}, {3, 64, 24, 0, 0, 2}, {3, 72, 24, 0, 0, 1}, {5, 72, 40, 1, 0, 2},
      {5, 120, 40, 1, 0, 1}, {5, 120, 40, 1, 0, 1}, {3, 240, 80, 0, 1, 2}, {3, 200, 80, 0, 1, 1},
      {3, 184, 80, 0, 1, 1}, {3, 184, 80, 0, 1, 1}, {3, 480, 112, 1, 1, 1}, {3, 672, 112, 1, 1, 1},
      {5, 672, 160, 1, 1, 2}, {5, 960, 160, 1, 1, 1}, {5, 960, 160, 1, 1, 1}
    };
    return mobileNetV3("MobileNetV3Large", size, epsilon, blocks, Activation.HARD_SWISH, 1280);
  }

  /** MobileNetV3-Small, with the epsilon it was trained with. */
  public static Graph mobileNetV3Small(int size, double epsilon) {
    int[][] blocks = {
      {3, 16, 16, 1, 0, 2}, {3, 72, 24, 0, 0, 2}, {3, 88, 24, 0, 0, 1}, {5, 96, 40, 1, 1, 2},
      {5, 240, 40, 1, 1, 1}, {5, 240, 40, 1, 1, 1}, {5, 120, 48, 1, 1, 1}, {5, 144, 48, 1, 1, 1},
      {5, 288, 96, 1, 1, 2}, {5, 576, 96, 1, 1, 1}, {5, 576, 96, 1, 1, 1}
    };
    return mobileNetV3("MobileNetV3Small", size, epsilon, blocks, Activation.HARD_SWISH, 1024);
  }

  /** The "minimalistic" MobileNetV3-Small: 3×3 and ReLU only, no squeeze-excite. */
  public static Graph mobileNetV3SmallMinimal(int size) {
    int[][] blocks = {
      {3, 16, 16, 0, 0, 2}, {3, 72, 24, 0, 0, 2}, {3, 88, 24, 0, 0, 1}, {3, 96, 40, 0, 0, 2},
      {3, 240, 40, 0, 0, 1}, {3, 240, 40, 0, 0, 1}, {3, 120, 48, 0, 0, 1}, {3, 144, 48, 0, 0, 1},
      {3, 288, 96, 0, 0, 2}, {3, 576, 96, 0, 0, 1}, {3, 576, 96, 0, 0, 1}
    };
    return mobileNetV3("MobileNetV3SmallMinimal", size, 1e-3, blocks, Activation.RELU, 1024);
  }

  private static Graph mobileNetV3(
      String name, int size, double epsilon, int[][] blocks, Activation activation, int hidden) {
    GraphBuilder graph =
        new GraphBuilder(name, new Shape(size, size, 3))
            .epsilon(epsilon)
            .conv("stem", 16, 3, 2, activation);
    for (int i = 0; i < blocks.length; i++) {
      int[] b = blocks[i];
      graph.mbconv(
          "block" + i + ".0",
          b[1],
          b[2],
          b[0],
          Extent.square(b[5]),
          b[4] == 1 ? activation : Activation.RELU,
          b[3] == 1 ? divisible(b[1] / 4.0) : 0,
          HARD_SIGMOID);
    }
    return graph
        .conv("head", graph.channels() * 6, 1, 1, activation)
        .globalAveragePool("pool")
        .dense("hidden", hidden)
        .add("hidden.activation", new Op.Activate(activation))
        .dense("classifier", 1000)
        .build();
  }

  /** EfficientNet-B0, grouped into stages. */
  public static Graph efficientNetB0(int size) {
    return efficientNet("EfficientNetB0", size, Activation.SILU, true);
  }

  /** EfficientNet-Lite0: ReLU6 and no squeeze-excite. */
  public static Graph efficientNetLite0(int size) {
    return efficientNet("EfficientNetLite0", size, Activation.RELU6, false);
  }

  private static Graph efficientNet(
      String name, int size, Activation activation, boolean squeezeExcite) {
    int[][] stages = { // t, c, n, s, k
      {1, 16, 1, 1, 3},
      {6, 24, 2, 2, 3},
      {6, 40, 2, 2, 5},
      {6, 80, 3, 2, 3},
      {6, 112, 3, 1, 5},
      {6, 192, 4, 2, 5},
      {6, 320, 1, 1, 3}
    };
    GraphBuilder graph =
        new GraphBuilder(name, new Shape(size, size, 3)).conv("stem", 32, 3, 2, activation);
    for (int stage = 0; stage < stages.length; stage++) {
      int[] s = stages[stage];
      for (int i = 0; i < s[2]; i++) {
        int in = graph.channels();
        graph.mbconv(
            "stage" + (stage + 1) + "." + i,
            s[0] * in,
            s[1],
            s[4],
            Extent.square(i == 0 ? s[3] : 1),
            activation,
            squeezeExcite ? in / 4 : 0,
            SIGMOID);
      }
    }
    return graph
        .conv("head", 1280, 1, 1, activation)
        .globalAveragePool("pool")
        .dense("classifier", 1000)
        .build();
  }

  /**
   * PaddleOCR's text-direction classifier (ch_ppocr_mobile_v2.0_cls): 0.35 of MobileNetV3-Small
   * with strides of (2,1). Unlike elsewhere its first block expands 8 channels to 8.
   */
  public static Graph textDirection() {
    int[][] blocks = { // k, expanded, out, SE, hard-swish, (stride, 1)
      {3, 8, 8, 1, 0, 2}, {3, 24, 8, 0, 0, 2}, {3, 32, 8, 0, 0, 1}, {5, 32, 16, 1, 1, 2},
      {5, 88, 16, 1, 1, 1}, {5, 88, 16, 1, 1, 1}, {5, 40, 16, 1, 1, 1}, {5, 48, 16, 1, 1, 1},
      {5, 104, 32, 1, 1, 2}, {5, 200, 32, 1, 1, 1}, {5, 200, 32, 1, 1, 1}
    };
    GraphBuilder graph =
        new GraphBuilder("TextDirection", new Shape(48, 192, 3))
            .conv("stem", 8, 3, 2, Activation.HARD_SWISH);
    for (int i = 0; i < blocks.length; i++) {
      int[] b = blocks[i];
      graph.mbconv(
          "block" + i + ".0",
          new GraphBuilder.Bottleneck(
              b[1],
              true,
              b[2],
              b[0],
              new Extent(b[5], 1),
              b[4] == 1 ? Activation.HARD_SWISH : Activation.RELU,
              b[3] == 1 ? b[1] / 4 : 0,
              new Op.Activate(Activation.HARD_SIGMOID, 0.2f)));
    }
    return graph
        .conv("head", 200, 1, 1, Activation.HARD_SWISH)
        .add(
            "shrink",
            new Op.Pool(
                Op.Pool.Kind.MAX,
                dev.lathe.graph.Window.square(2, 2, Padding.none()),
                false,
                false))
        .globalAveragePool("pool")
        .dense("classifier", 2)
        .add("softmax", new Op.Softmax())
        .build();
  }

  /** The nearest multiple of 8, but no less than 90% of the value. */
  private static int divisible(double value) {
    int rounded = Math.max(8, (int) (value + 4) / 8 * 8);
    return rounded < 0.9 * value ? rounded + 8 : rounded;
  }
}
