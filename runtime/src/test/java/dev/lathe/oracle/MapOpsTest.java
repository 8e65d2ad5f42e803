package dev.lathe.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Upsample.Mode;
import dev.lathe.graph.Upsample.Target.Size;
import dev.lathe.graph.Upsample.Target.Times;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.runtime.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scalar reference and ONNX Runtime agree about the ops that join, split, resize and rearrange
 * maps, about transposed convolutions, and about networks of several inputs and outputs.
 */
class MapOpsTest {

  private static final Optional<Op.BatchNorm> NORM = Optional.of(new Op.BatchNorm(1e-3));

  private static void assertAgreement(Graph graph) {
    Parameters parameters = SeededWeights.bound(graph, 42);
    float[][] inputs = SeededWeights.inputs(graph, 42);
    Map<String, float[]> expected = ScalarReference.outputs(parameters, inputs);
    Map<String, float[]> actual = OnnxRuntimeOracle.outputs(parameters, inputs);
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
    expected.forEach((name, output) -> Agreement.elementwise(output, actual.get(name)));
  }

  /** A network of one op, over one input. */
  private static Graph single(Shape input, Op op) {
    return new GraphBuilder(op + " of " + input, input).add("op", op).build();
  }

  static Stream<Graph> transposed() {
    return Stream.of(
        transposed(new Shape(5, 7, 3), 4, 1, 2, 2, 0, 0),
        transposed(new Shape(5, 7, 24), 1, 1, 2, 2, 0, 0),
        transposed(new Shape(4, 5, 6), 5, 1, 4, 2, 1, 0),
        transposed(new Shape(5, 4, 6), 3, 1, 3, 2, 1, 1),
        transposed(new Shape(5, 3, 6), 9, 3, 3, 2, 1, 1),
        transposed(new Shape(3, 5, 4), 4, 4, 3, 3, 0, 2),
        transposed(new Shape(5, 5, 4), 2, 2, 3, 1, 2, 0),
        transposed(new Shape(1, 1, 1), 1, 1, 5, 2, 1, 0));
  }

  private static Graph transposed(
      Shape input, int out, int groups, int kernel, int stride, int pad, int extra) {
    Window window =
        Window.square(kernel, stride, new Padding.Explicit(new Pads(pad, pad, pad, pad)));
    return transposed(input, out, groups, window, Extent.square(extra));
  }

  /** The same transposed convolution with a norm and with a bias, added up. */
  private static Graph transposed(Shape input, int out, int groups, Window window, Extent extra) {
    int in = input.channels();
    return new GraphBuilder("transposed " + window, input)
        .add(
            "normed",
            Role.MAIN,
            new TransposedConvolution(in, out, groups, window, extra, false, NORM),
            0)
        .add(
            "biased",
            Role.MAIN,
            new TransposedConvolution(in, out, groups, window, extra, true, Optional.empty()),
            0)
        .add("sum", Role.SKIP, new Op.Add(), 1, 2)
        .build();
  }

  @ParameterizedTest
  @MethodSource("transposed")
  void transposedConvolutionsAgree(Graph graph) {
    assertAgreement(graph);
  }

  @Test
  void transposedConvolutionsOfUnequalWindowsAgree() {
    Window window =
        new Window(
            new Extent(2, 3),
            new Extent(3, 2),
            new Extent(2, 1),
            new Padding.Explicit(new Pads(0, 1, 1, 2)));
    assertAgreement(transposed(new Shape(4, 5, 4), 6, 2, window, new Extent(1, 0)));
  }

  @Test
  void transposedConvolutionsCostWhatEachInputElementCosts() {
    Window window = Window.square(3, 2, new Padding.Explicit(new Pads(1, 1, 1, 1)));
    TransposedConvolution op =
        new TransposedConvolution(8, 12, 4, window, Extent.square(1), true, NORM);
    assertEquals(new Shape(10, 14, 12), op.outputShape(List.of(new Shape(5, 7, 8))));
    assertEquals(5L * 7 * 8 * 3 * 9, op.macs(List.of(new Shape(5, 7, 8))));
    assertEquals(8 * 3 * 9 + 12 + 24, op.params());
    float[] stored = new float[8 * 3 * 9];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = i;
    }
    assertArrayEquals(stored, op.outermostInputs(op.outermostOutputs(stored)));
  }

  static Stream<Upsample> upsamples() {
    return Stream.of(
            new Times(2, 2),
            new Times(3, 1),
            new Times(1.5, 2.5),
            new Times(0.5, 0.4),
            new Size(9, 11),
            new Size(13, 8),
            new Size(2, 3),
            new Size(1, 1))
        .flatMap(target -> Arrays.stream(Mode.values()).map(mode -> new Upsample(mode, target)));
  }

  @ParameterizedTest
  @MethodSource("upsamples")
  void upsamplesAgree(Upsample op) {
    assertAgreement(single(new Shape(5, 7, 3), op));
    assertAgreement(single(new Shape(4, 3, 2), op));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void singlePixelsUpsample(Mode mode) {
    assertAgreement(single(new Shape(1, 1, 2), new Upsample(mode, new Size(3, 5))));
  }

  static Stream<Pad> pads() {
    return Arrays.stream(Pad.Mode.values())
        .flatMap(
            mode ->
                Stream.of(new Pads(1, 2, 3, 4), new Pads(0, 0, 1, 1), new Pads(4, 0, 0, 2))
                    .map(pads -> new Pad(pads, mode, 0.5f)));
  }

  @ParameterizedTest
  @MethodSource("pads")
  void padsAgree(Pad op) {
    assertAgreement(single(new Shape(5, 7, 3), op));
  }

  @Test
  void joinsAgree() {
    GraphBuilder graph = new GraphBuilder("joins", new Shape(5, 3, 7));
    graph
        .add("slice", new Slice(2, 3))
        .add("both", Role.MAIN, new Concat(), 0, 1, 0)
        .add("square", Role.MAIN, new Multiply(), 2, 2)
        .add("mask", new ChannelPool(Op.Pool.Kind.AVERAGE))
        .add("masked", Role.MAIN, new Multiply(), 3, 4);
    assertEquals(new Shape(5, 3, 17), graph.build().outputShape());
    assertAgreement(graph.build());
  }

  @Test
  void stacksAgree() {
    GraphBuilder graph = new GraphBuilder("stacks", new Shape(5, 3, 7));
    graph
        .add("last", new Pad(new Pads(0, 0, 2, 0), Pad.Mode.CONSTANT, 3))
        .add("all", Role.MAIN, new Stack(), 0, 1, 0);
    assertEquals(new Shape(17, 3, 7), graph.build().outputShape());
    assertAgreement(graph.build());
  }

  @Test
  void shufflesTakeFromEachGroupInTurn() {
    Graph graph = single(new Shape(1, 1, 6), new Shuffle(2));
    float[] input = {0, 1, 2, 3, 4, 5};
    assertArrayEquals(
        new float[] {0, 3, 1, 4, 2, 5}, ScalarReference.run(SeededWeights.bound(graph, 1), input));
    assertAgreement(graph);
    assertAgreement(single(new Shape(3, 5, 12), new Shuffle(3)));
  }

  @ParameterizedTest
  @EnumSource(Op.Pool.Kind.class)
  void channelPoolsAgree(Op.Pool.Kind kind) {
    assertAgreement(single(new Shape(3, 5, 7), new ChannelPool(kind)));
  }

  @Test
  void globalMaxPoolsAgree() {
    assertAgreement(single(new Shape(3, 5, 7), new GlobalMaxPool()));
  }

  @Test
  void slopesMayBeSharedOrStated() {
    assertAgreement(single(new Shape(3, 5, 7), new PRelu(7, true)));
    assertAgreement(single(new Shape(3, 5, 7), new Op.Activate(Activation.LEAKY_RELU, 0.3f)));
    assertAgreement(single(new Shape(3, 5, 7), new Op.Activate(Activation.ELU, 0.7f)));
  }

  @Test
  void severalInputsAndOutputsAgree() {
    GraphBuilder graph = new GraphBuilder("several", new Shape(4, 6, 3));
    graph
        .conv("picture", 5, 3, 1, Activation.RELU)
        .output("features")
        .input("depth", new Shape(4, 6, 2))
        .conv("surface", 5, 3, 1, Activation.TANH)
        .add("product", Role.MAIN, new Multiply(), graph.last(), 2)
        .output("product")
        .globalAveragePool("mean")
        .output("mean");
    assertAgreement(graph.build());
  }
}
