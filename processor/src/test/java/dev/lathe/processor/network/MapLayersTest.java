package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.processor.ShapedNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that name others, and those that join, split and resize maps, over 8×8×4 pixels. */
class MapLayersTest {

  private static Graph graph(String layers) {
    return ShapedNetworks.ofLayers(layers).graph();
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> inputs(Graph graph, String name) {
    return node(graph, name).inputs().stream().map(i -> graph.nodes().get(i).name()).toList();
  }

  @Test
  void layersReadTheOneAboveOrThoseTheyName() {
    Graph graph =
        graph(
            """
            @Pointwise(out = 6, activation = RELU) Layer a();
            @From("input") @Pointwise(out = 6) Layer b();
            @Add(value = {"a", "b"}, activation = RELU) Layer sum();
            @From("a") @Concat({"input", "sum"}) Layer all();
            """);
    assertThat(inputs(graph, "b")).containsExactly("input");
    assertThat(inputs(graph, "sum")).containsExactly("b", "a.activation", "b");
    assertThat(inputs(graph, "all")).containsExactly("a.activation", "input", "sum.activation");
    assertThat(graph.outputShape()).hasToString("8x8x16");
  }

  @Test
  void aNameWithDotsTapsAnOpWithItsActivation() {
    Graph graph =
        graph(
            """
            @MBConv(t = 6, out = 8, stride = 2, repeat = 2) Layer stage();
            @Output @Pointwise(out = 3) Layer deep();
            @Output @From("stage.0.expand") @Pointwise(out = 3) Layer early();
            @Output @From("stage.1.project") @Pointwise(out = 3) Layer linear();
            """);
    assertThat(inputs(graph, "early")).containsExactly("stage.0.expand.activation");
    assertThat(inputs(graph, "linear")).containsExactly("stage.1.project");
    assertThat(inputs(graph, "deep")).containsExactly("stage.1.skip");
  }

  @Test
  void markedLayersAreTheOutputs() {
    Graph graph =
        graph(
            """
            @Output("features") @Pointwise(out = 6, activation = RELU) Layer a();
            @Output @GlobalMaxPool Layer top();
            """);
    assertThat(graph.outputs().stream().map(Graph.Output::name)).containsExactly("features", "top");
    assertThat(graph.outputs().stream().map(graph::shape).map(Object::toString))
        .containsExactly("8x8x6", "1x1x6");
  }

  @Test
  void networksHaveFurtherInputs() {
    Graph graph =
        graph(
            """
            @Pointwise(out = 6) Layer picture();
            @Input(height = 8, width = 8, channels = 1) Layer depth();
            @Pointwise(out = 6) Layer surface();
            @Add("picture") Layer sum();
            """);
    assertThat(graph.inputs().stream().map(Node::name)).containsExactly("input", "depth");
    assertThat(inputs(graph, "surface")).containsExactly("depth");
  }

  @Test
  void factorsAreMapsGatesOrMasks() {
    Graph graph =
        graph(
            """
            @GlobalAveragePool Layer gate();
            @From("input") @ChannelMean Layer mask();
            @From("input") @Multiply("gate") Layer gated();
            @Multiply("mask") Layer masked();
            @Multiply("input") Layer product();
            """);
    assertThat(node(graph, "mask").op()).isEqualTo(new ChannelPool(Op.Pool.Kind.AVERAGE));
    assertThat(node(graph, "gated").op()).isEqualTo(new Op.Scale());
    assertThat(node(graph, "masked").op()).isEqualTo(new Multiply());
    assertThat(node(graph, "product").op()).isEqualTo(new Multiply());
  }

  @Test
  void residualsAddProjectOrLeaveAlone() {
    Graph graph =
        graph(
            """
            @Conv(out = 4, kernel = 3) Layer same();
            @Residual Layer identity();
            @Conv(out = 8, kernel = 3, stride = 2) Layer other();
            @Residual(from = "identity", stride = 2, skip = Skip.PROJECT, activation = RELU)
            Layer projected();
            @Residual(from = "other", skip = Skip.NEVER, activation = RELU) Layer none();
            """);
    assertThat(inputs(graph, "identity")).containsExactly("same", "input");
    assertThat(inputs(graph, "projected")).containsExactly("other", "projected.shortcut");
    Op.Convolution shortcut = (Op.Convolution) node(graph, "projected.shortcut").op();
    assertThat(shortcut.weightShape()).containsExactly(8, 4, 1, 1);
    assertThat(node(graph, "projected.shortcut").output()).hasToString("4x4x8");
    assertThat(node(graph, "projected.activation").op())
        .isEqualTo(new Op.Activate(Activation.RELU));
    assertThat(inputs(graph, "none.activation")).containsExactly("projected.activation");
  }

  @Test
  void invertedBottlenecksProjectTheirSkips() {
    Graph graph = graph("@MBConv(t = 2, out = 8, stride = 2, skip = Skip.PROJECT) Layer block();");
    assertThat(inputs(graph, "block.0.skip"))
        .containsExactly("block.0.project", "block.0.shortcut");
    assertThat(inputs(graph, "block.0.shortcut")).containsExactly("input");
  }

  @Test
  void mapsAreResized() {
    Graph graph =
        graph(
            """
            @MaxPool(kernel = 4) Layer small();
            @Upsample(scale = 2, mode = Resampling.BILINEAR) Layer doubled();
            @Upsample(like = "input") Layer restored();
            @Upsample(size = {3, 5}, mode = Resampling.BILINEAR_ALIGNED) Layer odd();
            @Pad(pads = {1, 2}, border = Border.REFLECT) Layer padded();
            @ConvTranspose(out = 6, kernel = 3, stride = 2, pads = 1, outputPadding = 1,
                groups = 2, activation = TANH)
            Layer larger();
            """);
    assertThat(node(graph, "doubled").op())
        .isEqualTo(new Upsample(Upsample.Mode.BILINEAR, new Upsample.Target.Times(2, 2)));
    assertThat(node(graph, "restored").output()).hasToString("8x8x4");
    assertThat(inputs(graph, "restored")).containsExactly("doubled");
    assertThat(node(graph, "odd").output()).hasToString("3x5x4");
    assertThat(node(graph, "padded").op())
        .isEqualTo(new Pad(new Pads(1, 2, 1, 2), Pad.Mode.REFLECT, 0));
    assertThat(node(graph, "larger").output()).hasToString("10x18x6");
    TransposedConvolution larger = (TransposedConvolution) node(graph, "larger").op();
    assertThat(larger.weightShape()).containsExactly(4, 3, 3, 3);
    assertThat(node(graph, "larger.activation").op()).isEqualTo(new Op.Activate(Activation.TANH));
  }

  @Test
  void channelsAreSplitAndShuffled() {
    Graph graph =
        graph(
            """
            @Split(part = 1) Layer right();
            @From("input") @Split(part = 3, of = 4) Layer last();
            @Concat({"right", "last"}) Layer all();
            @Shuffle(groups = 2) Layer mixed();
            """);
    assertThat(node(graph, "right").op()).isEqualTo(new Slice(2, 2));
    assertThat(node(graph, "last").op()).isEqualTo(new Slice(3, 1));
    assertThat(node(graph, "mixed").op()).isEqualTo(new Shuffle(2));
  }

  @Test
  void slopesAreLearnedOrStated() {
    Graph graph =
        graph(
            """
            @Conv(out = 6, kernel = 3, activation = PRELU) Layer conv();
            @Activate(activation = PRELU, shared = true) Layer shared();
            @Activate(activation = LEAKY_RELU, slope = 0.1) Layer leaky();
            @Activate(activation = ELU) Layer elu();
            """);
    assertThat(node(graph, "conv.activation").op()).isEqualTo(new PRelu(6, false));
    assertThat(graph.params()).isEqualTo(6 * 4 * 9 + 12 + 6 + 1);
    assertThat(node(graph, "leaky").op()).isEqualTo(new Op.Activate(Activation.LEAKY_RELU, 0.1f));
    assertThat(node(graph, "elu").op()).isEqualTo(new Op.Activate(Activation.ELU, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Conv(out = 6, kernel = 3, activation = LEAKY_RELU, slope = 0.1)",
        "@Depthwise(activation = LEAKY_RELU, slope = 0.1)",
        "@Pointwise(out = 6, activation = LEAKY_RELU, slope = 0.1)",
        "@ConvTranspose(out = 6, kernel = 2, stride = 2, activation = LEAKY_RELU, slope = 0.1)",
        "@Dense(out = 6, activation = LEAKY_RELU, slope = 0.1)",
        "@Add(value = \"input\", activation = LEAKY_RELU, slope = 0.1)",
        "@Residual(activation = LEAKY_RELU, slope = 0.1)",
        "@Separable(out = 6, activation = LEAKY_RELU, slope = 0.1)",
        "@MBConv(t = 6, out = 4, activation = LEAKY_RELU, slope = 0.1)",
        "@FusedMBConv(t = 6, out = 4, activation = LEAKY_RELU, slope = 0.1)",
        "@SqueezeExcite(r = 2, activation = LEAKY_RELU, slope = 0.1, gate = NONE)",
        "@SqueezeExcite(r = 2, activation = NONE, gate = LEAKY_RELU, gateSlope = 0.1)"
      })
  void everyLayersOwnActivationTakesASlope(String annotation) {
    Graph graph = graph("@Pad(pads = 0) Layer above();\n" + annotation + " Layer layer();");
    assertThat(graph.nodes().stream().filter(node -> node.op() instanceof Op.Activate))
        .isNotEmpty()
        .allSatisfy(
            node -> assertThat(node.op()).isEqualTo(new Op.Activate(Activation.LEAKY_RELU, 0.1f)));
  }

  @Test
  void aFusedBottleneckExpandsAndFiltersAtOnce() {
    Graph graph =
        graph(
            "@FusedMBConv(t = 1, out = 4) Layer one();@FusedMBConv(t = 4, out = 8, stride = 2,"
                + " repeat = 2, se = @SE(r = 4)) Layer two();");
    assertThat(node(graph, "one.0.skip").inputs()).containsExactly(2, 0);
    assertThat(((Op.Weighted) node(graph, "two.0.fused").op()).weightShape())
        .containsExactly(16, 4, 3, 3);
    assertThat(node(graph, "two.1.fused").output()).hasToString("4x4x32");
    assertThat(inputs(graph, "two.1.project")).containsExactly("two.1.gate");
    assertThat(graph.outputShape()).hasToString("4x4x8");
  }
}
