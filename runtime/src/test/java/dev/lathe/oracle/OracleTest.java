package dev.lathe.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar reference and ONNX Runtime, on the exporter's files, agree about every op. */
class OracleTest {

  private static final Extent ONE = Extent.square(1);
  private static final Optional<Op.BatchNorm> NORM = Optional.of(new Op.BatchNorm(1e-3));

  static Stream<Graph> convolutions() {
    return Stream.of(
        conv("pointwise", new Shape(5, 7, 13), 11, 1, Window.POINT),
        conv("pointwise, stride 2", new Shape(5, 7, 3), 4, 1, same(1, 2)),
        conv("3x3", new Shape(6, 5, 3), 8, 1, same(3, 1)),
        conv("3x3, stride 2, odd", new Shape(7, 9, 3), 8, 1, same(3, 2)),
        conv("3x3, stride (2,1)", new Shape(8, 9, 4), 6, 1, window(3, new Extent(2, 1), ONE)),
        conv("3x3, grouped", new Shape(6, 6, 8), 12, 4, same(3, 1)),
        conv("3x3, dilated", new Shape(9, 8, 2), 3, 1, window(3, ONE, Extent.square(2))),
        conv("3x3, dilated (1,3)", new Shape(9, 8, 2), 3, 1, window(3, ONE, new Extent(1, 3))),
        conv("depthwise", new Shape(6, 7, 9), 9, 9, same(3, 1)),
        conv("depthwise, multiplier 2", new Shape(6, 7, 5), 10, 5, same(5, 2)),
        conv("same upper, even", new Shape(8, 6, 3), 4, 1, upper(3, 2)),
        conv("same upper, odd", new Shape(7, 5, 3), 4, 1, upper(3, 2)),
        conv("same upper, even kernel", new Shape(7, 6, 3), 4, 1, upper(4, 1)),
        conv("valid", new Shape(7, 6, 3), 4, 1, Window.square(3, 2, Padding.none())),
        conv("asymmetric pads", new Shape(7, 6, 3), 4, 1, padded(3, 2, new Pads(0, 2, 3, 1))),
        conv("kernel above the map", new Shape(2, 3, 4), 4, 4, same(7, 1)),
        conv("1x1 map, one channel", new Shape(1, 1, 1), 1, 1, same(3, 1)),
        conv(
            "unequal kernel",
            new Shape(6, 6, 3),
            4,
            1,
            new Window(new Extent(1, 5), ONE, ONE, new Padding.Same())));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolutionsAgree(Graph graph) {
    assertAgreement(graph);
  }

  static Stream<Graph> pools() {
    return Stream.of(Op.Pool.Kind.values())
        .flatMap(
            kind ->
                Stream.of(false, true)
                    .flatMap(
                        ceil ->
                            Stream.of(false, true)
                                .flatMap(count -> pools(kind, ceil, count).stream())));
  }

  private static List<Graph> pools(Op.Pool.Kind kind, boolean ceil, boolean count) {
    return List.of(
        pool(new Shape(8, 8, 3), kind, Window.square(2, 2, Padding.none()), ceil, count),
        pool(new Shape(7, 5, 3), kind, Window.square(2, 2, Padding.none()), ceil, count),
        pool(new Shape(7, 6, 3), kind, same(3, 2), ceil, count),
        pool(new Shape(8, 6, 3), kind, same(3, 2), ceil, count),
        pool(new Shape(6, 6, 2), kind, padded(3, 2, new Pads(1, 0, 0, 1)), ceil, count),
        // The last window would start in the padding behind the input: PyTorch drops it.
        pool(new Shape(2, 2, 2), kind, padded(2, 3, new Pads(1, 1, 1, 1)), ceil, count),
        pool(new Shape(7, 9, 1), kind, window(3, new Extent(2, 1), ONE), ceil, count),
        pool(new Shape(9, 9, 2), kind, window(3, Extent.square(2), Extent.square(2)), ceil, count),
        pool(new Shape(5, 5, 2), kind, upper(2, 2), ceil, count));
  }

  @ParameterizedTest
  @MethodSource("pools")
  void poolsAgree(Graph graph) {
    assertAgreement(graph);
  }

  @Test
  void ceilDropsTheWindowThatStartsInThePadding() {
    Window window = padded(2, 3, new Pads(1, 1, 1, 1));
    Graph graph = pool(new Shape(2, 2, 2), Op.Pool.Kind.MAX, window, true, false);
    assertEquals(new Shape(1, 1, 2), graph.outputShape());
  }

  @Test
  void ceilWindowsDivideByThePaddingButNotByWhatLiesBeyond() {
    // Six rows between two rows of padding, windows of 3 in steps of 3: the last window holds row
    // 5,
    // the padding behind it and one row beyond that, which does not count.
    Graph graph =
        pool(
            new Shape(6, 1, 1),
            Op.Pool.Kind.AVERAGE,
            new Window(
                new Extent(3, 1),
                new Extent(3, 1),
                ONE,
                new Padding.Explicit(new Pads(1, 0, 1, 0))),
            true,
            true);
    float[] ones = {1, 1, 1, 1, 1, 1};
    float[] expected = {2 / 3f, 1, 1 / 2f};
    Parameters parameters = SeededWeights.bound(graph, 1);
    Agreement.elementwise(expected, ScalarReference.run(parameters, ones));
    Agreement.elementwise(expected, OnnxRuntimeOracle.run(parameters, ones));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgree(Activation activation) {
    Op op = activation == Activation.PRELU ? new PRelu(6, false) : new Op.Activate(activation);
    Graph graph =
        new GraphBuilder("activation", new Shape(4, 5, 6))
            .add("large", new Op.Convolution(6, 6, 6, Window.POINT, true, NORM))
            .add("activation", op)
            .build();
    Parameters parameters = SeededWeights.bound(graph, 7);
    float[] input = SeededWeights.input(graph, 7);
    for (int i = 0; i < input.length; i++) {
      input[i] *= 30; // beyond every bound
    }
    Agreement.elementwise(
        ScalarReference.run(parameters, input), OnnxRuntimeOracle.run(parameters, input));
  }

  @Test
  void hardSigmoidsOfAnotherSlopeAgree() {
    assertAgreement(
        new GraphBuilder("gate", new Shape(4, 5, 6))
            .add("gate", new Op.Activate(Activation.HARD_SIGMOID, 0.2f))
            .build());
  }

  @Test
  void denseReadsChannelsFirst() {
    Graph graph = new GraphBuilder("dense", new Shape(2, 3, 4)).dense("fc", 5).build();
    assertAgreement(graph);
    Parameters parameters = SeededWeights.bound(graph, 3);
    float[] input = new float[24];
    input[1 * 4] = 1; // row 0, column 1, channel 0: the second of the flattened elements
    Parameter fc = parameters.of("fc");
    assertEquals(fc.weights()[1] + fc.bias()[0], ScalarReference.run(parameters, input)[0], 1e-6f);
  }

  @Test
  void denseWithoutBiasAgrees() {
    assertAgreement(
        new GraphBuilder("dense", new Shape(1, 1, 7)).add("fc", new Op.Dense(7, 3, false)).build());
  }

  @Test
  void globalPoolSoftmaxAndSumsAgree() {
    GraphBuilder graph = new GraphBuilder("mixed", new Shape(5, 3, 7));
    graph
        .add("softmax", new Op.Softmax())
        .add("sum", Role.SKIP, new Op.Add(), 0, 1, 1)
        .add("double", Role.SKIP, new Op.Add(), 2, 0);
    assertAgreement(graph.build());
    assertAgreement(graph.globalAveragePool("pool").add("output", new Op.Softmax()).build());
  }

  @Test
  void blocksWithSqueezeExciteAndSkipsAgree() {
    Op.Activate gate = new Op.Activate(Activation.HARD_SIGMOID, 0.2f);
    assertAgreement(
        new GraphBuilder("blocks", new Shape(12, 16, 3))
            .conv("stem", 8, 3, 2, Activation.HARD_SWISH)
            .separable("stage0.0", 12, 3, 1, Activation.RELU6)
            .mbconv("stage1.0", 24, 12, 5, new Extent(2, 1), Activation.RELU, 3, gate)
            .mbconv(
                "stage1.1", 40, 12, 3, ONE, Activation.SILU, 5, new Op.Activate(Activation.SIGMOID))
            .globalAveragePool("pool")
            .dense("classifier", 10)
            .build());
  }

  @Test
  void aDeepNetworkKeepsItsScale() {
    GraphBuilder builder =
        new GraphBuilder("deep", new Shape(16, 16, 3)).conv("stem", 16, 3, 1, Activation.RELU6);
    for (int i = 0; i < 20; i++) {
      builder.mbconv(
          "stage." + i,
          32,
          16,
          3,
          ONE,
          Activation.RELU6,
          i % 2 * 4,
          new Op.Activate(Activation.SIGMOID));
    }
    Graph graph = builder.conv("head", 16, 1, 1, Activation.NONE).build();
    Parameters parameters = SeededWeights.bound(graph, 11);
    float[] input = SeededWeights.input(graph, 11);
    Map<String, double[]> values = ScalarReference.values(parameters, input);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Convolution) {
        double square = 0;
        for (double x : values.get(node.name())) {
          square += x * x / values.get(node.name()).length;
        }
        assertTrue(square > 0.1 && square < 10, node.name() + " has a mean square of " + square);
      }
    }
    Agreement.withinRange(
        ScalarReference.run(parameters, input), OnnxRuntimeOracle.run(parameters, input));
  }

  @Test
  void foldingTheNormsChangesNothing() {
    Graph graph = conv("folded", new Shape(6, 7, 5), 9, 1, same(3, 2));
    Parameters parameters = SeededWeights.bound(graph, 5);
    Map<String, Parameter> folded = new HashMap<>();
    parameters.values().forEach((name, value) -> folded.put(name, value.folded()));
    float[] input = SeededWeights.input(graph, 5);
    float[] expected = ScalarReference.run(parameters, input);
    Agreement.elementwise(expected, ScalarReference.run(new Parameters(graph, folded), input));
    Agreement.elementwise(expected, OnnxRuntimeOracle.run(new Parameters(graph, folded), input));
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    Graph graph = conv("seeded", new Shape(3, 3, 2), 2, 1, same(3, 1));
    float[] first = SeededWeights.of(graph, 5).get("seeded.norm.weight").data();
    assertEquals(
        List.of(first[0], first[1]),
        List.of(
            SeededWeights.bound(graph, 5).of("seeded").norm().get().gamma()[0],
            SeededWeights.bound(graph, 5).of("seeded").norm().get().gamma()[1]));
    assertTrue(first[0] != SeededWeights.of(graph, 6).get("seeded.norm.weight").data()[0]);
  }

  private static void assertAgreement(Graph graph) {
    Parameters parameters = SeededWeights.bound(graph, 42);
    float[] input = SeededWeights.input(graph, 42);
    Agreement.elementwise(
        ScalarReference.run(parameters, input), OnnxRuntimeOracle.run(parameters, input));
  }

  /**
   * Twice the same convolution, with a bias and with a norm, side by side where shapes allow it.
   */
  private static Graph conv(String name, Shape input, int out, int groups, Window window) {
    GraphBuilder builder = new GraphBuilder(name, input);
    builder.add(
        name, Role.MAIN, new Op.Convolution(input.channels(), out, groups, window, false, NORM), 0);
    builder.add(
        "biased",
        Role.MAIN,
        new Op.Convolution(input.channels(), out, groups, window, true, Optional.empty()),
        0);
    return builder.add("sum", Role.SKIP, new Op.Add(), 1, 2).build();
  }

  private static Graph pool(
      Shape input, Op.Pool.Kind kind, Window window, boolean ceil, boolean countPadding) {
    String name = kind + " of " + window + " on " + input + (ceil ? " ceil" : "") + countPadding;
    return new GraphBuilder(name, input)
        .add("pool", new Op.Pool(kind, window, ceil, countPadding))
        .build();
  }

  private static Window same(int kernel, int stride) {
    return Window.square(kernel, stride, new Padding.Same());
  }

  private static Window upper(int kernel, int stride) {
    return Window.square(kernel, stride, new Padding.SameUpper());
  }

  private static Window padded(int kernel, int stride, Pads pads) {
    return Window.square(kernel, stride, new Padding.Explicit(pads));
  }

  private static Window window(int kernel, Extent stride, Extent dilation) {
    return new Window(Extent.square(kernel), stride, dilation, new Padding.Same());
  }
}
