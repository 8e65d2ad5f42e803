package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Layer;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.ShapedNetworks;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The primitive ops that layers become, over 8×8×4 pixels unless said otherwise. */
class LoweringTest {

  private static Graph graph(String layers) {
    return ShapedNetworks.ofLayers(layers).graph();
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private static long weights(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .mapToLong(op -> op instanceof Op.Weighted it ? it.weightCount() : 0)
        .sum();
  }

  @Test
  void anInvertedBottleneckExpandsFiltersProjectsAndSkips() {
    Graph graph = graph("@MBConv(t = 6, out = 4) Layer block();");
    assertThat(names(graph))
        .containsExactly(
            "input",
            "block.0.expand",
            "block.0.expand.activation",
            "block.0.depthwise",
            "block.0.depthwise.activation",
            "block.0.project",
            "block.0.skip");
    assertThat(node(graph, "block.0.expand").output()).hasToString("8x8x24");
    assertThat(weights(graph)).isEqualTo(96 + 216 + 96);
    assertThat(graph.outputShape()).hasToString("8x8x4");
    assertThat(node(graph, "block.0.skip").inputs()).containsExactly(5, 0);
    assertThat(node(graph, "block.0.expand.activation").op())
        .isEqualTo(new Op.Activate(Activation.RELU6));
  }

  @Test
  void aSeparableBlockFiltersAndMixes() {
    Graph graph = graph("@Separable(out = 4) Layer block();");
    assertThat(names(graph))
        .containsExactly(
            "input",
            "block.0.depthwise",
            "block.0.depthwise.activation",
            "block.0.pointwise",
            "block.0.pointwise.activation");
    assertThat(weights(graph)).isEqualTo(36 + 16);
  }

  @Test
  void aSeparableConvolutionIsCheaperByItsReduction() {
    String knobs = "height = 224, width = 224";
    Graph standard =
        ShapedNetworks.ofLayers(knobs, "@Conv(out = 5, kernel = 3) Layer a();").graph();
    Graph separable = ShapedNetworks.ofLayers(knobs, "@Separable(out = 5) Layer a();").graph();
    assertThat(standard.macs()).isEqualTo(6_773_760);
    assertThat(separable.macs()).isEqualTo(2_107_392);
  }

  @Test
  void groupsSplitTheChannels() {
    ShapedNetwork network =
        ShapedNetworks.ofLayers(
            "height = 5, width = 5, channels = 4",
            "@Conv(out = 8, kernel = 3) Layer one();"
                + "@Conv(out = 8, kernel = 3, groups = 2) Layer two();"
                + "@Pointwise(out = 8, groups = 4) Layer point();");
    assertThat(network.layers().get(0).layer().outputShape()).hasToString("5x5x8");
    assertThat(weightShape(network, "one")).containsExactly(8, 4, 3, 3);
    assertThat(weightShape(network, "two")).containsExactly(8, 4, 3, 3);
    assertThat(weightShape(network, "point")).containsExactly(8, 2, 1, 1);
    Graph grouped =
        ShapedNetworks.ofLayers(
                "height = 5, width = 5, channels = 4",
                "@Conv(out = 8, kernel = 3, groups = 2) Layer two();")
            .graph();
    assertThat(grouped.outputShape()).hasToString("5x5x8");
    assertThat(((Op.Weighted) grouped.nodes().get(1).op()).weightShape())
        .containsExactly(8, 2, 3, 3);
  }

  private static List<Integer> weightShape(ShapedNetwork network, String node) {
    return ((Op.Weighted) node(network.graph(), node).op()).weightShape();
  }

  @Test
  void aPointwiseConvolutionKeepsTheMap() {
    Graph graph =
        ShapedNetworks.ofLayers(
                "height = 32, width = 32, channels = 64", "@Pointwise(out = 16) Layer a();")
            .graph();
    assertThat(graph.outputShape()).hasToString("32x32x16");
  }

  @Test
  void windowsAreReadInFull() {
    Graph graph =
        graph(
            "@Conv(out = 4, kernel = {3, 5}, stride = {2, 1}, dilation = {1, 2}, norm = false,"
                + " bias = true) Layer conv();"
                + "@Depthwise(kernel = 3, multiplier = 2, pads = {1, 2, 3, 4}) Layer depthwise();"
                + "@MaxPool(kernel = {2, 3}, pads = {0, 1}) Layer max();"
                + "@AveragePool(kernel = 3, stride = 1, ceil = true, countPadding = false,"
                + " padding = Padding.SAME_UPPER) Layer average();");
    assertThat(node(graph, "conv").op())
        .isEqualTo(
            new Op.Convolution(
                4,
                4,
                1,
                new Window(
                    new Extent(3, 5), new Extent(2, 1), new Extent(1, 2), new Padding.Same()),
                true,
                Optional.empty()));
    assertThat(node(graph, "conv").output()).hasToString("4x8x4");
    assertThat(node(graph, "depthwise").op())
        .isEqualTo(
            new Op.Convolution(
                4,
                8,
                4,
                Window.square(3, 1, new Padding.Explicit(new Pads(1, 2, 3, 4))),
                false,
                Optional.of(new Op.BatchNorm(1e-5))));
    assertThat(node(graph, "max").op())
        .isEqualTo(
            new Op.Pool(
                Op.Pool.Kind.MAX,
                new Window(
                    new Extent(2, 3),
                    new Extent(2, 3),
                    Extent.square(1),
                    new Padding.Explicit(new Pads(0, 1, 0, 1))),
                false,
                false));
    assertThat(node(graph, "average").op())
        .isEqualTo(
            new Op.Pool(
                Op.Pool.Kind.AVERAGE, Window.square(3, 1, new Padding.SameUpper()), true, false));
  }

  @Test
  void onlyTheFirstBlockOfARepeatStridesAndChangesChannels() {
    Graph graph =
        graph("@MBConv(t = 2, out = 8, kernel = 5, stride = {2, 1}, repeat = 3) Layer b();");
    assertThat(names(graph)).contains("b.1.skip", "b.2.skip").doesNotContain("b.0.skip");
    assertThat(node(graph, "b.0.project").output()).hasToString("4x8x8");
    assertThat(node(graph, "b.2.skip").output()).hasToString("4x8x8");
    assertThat(node(graph, "b.0.expand").output()).hasToString("8x8x8");
    assertThat(node(graph, "b.1.expand").output()).hasToString("4x8x16");
  }

  @Test
  void theDepthMultiplierRoundsRepeatsUp() {
    String size = "height = 8, width = 8, channels = 4, ";
    String layers = "@MBConv(t = 1, out = 4, repeat = 10) Layer b();";
    assertThat(names(ShapedNetworks.ofLayers(size + "depth = 1.1", layers).graph()))
        .contains("b.10.project")
        .doesNotContain("b.11.project");
    assertThat(names(ShapedNetworks.ofLayers(size + "depth = 1.11", layers).graph()))
        .contains("b.11.project");
  }

  @Test
  void expansionOneHasNoConvolutionButAnAbsoluteNumberHas() {
    assertThat(names(graph("@MBConv(t = 1, out = 4) Layer b();"))).doesNotContain("b.0.expand");
    assertThat(names(graph("@MBConv(expanded = 4, out = 4) Layer b();"))).contains("b.0.expand");
    assertThat(node(graph("@MBConv(t = 2.5, out = 4) Layer b();"), "b.0.expand").output())
        .hasToString("8x8x16");
  }

  @Test
  void theWidthMultiplierScalesExpandedChannelsAndNotDenseOnes() {
    Graph graph =
        ShapedNetworks.ofLayers(
                "height = 8, width = 8, alpha = 0.75",
                "@MBConv(expanded = 184, out = 24) Layer a();"
                    + "@MBConv(t = 2.3, out = 24, scale = Scale.NEVER) Layer b();"
                    + "@Pointwise(out = 1280, scale = Scale.AT_LEAST_ONE) Layer head();"
                    + "@Dense(out = 10) Layer classifier();")
            .graph();
    assertThat(node(graph, "a.0.expand").output()).hasToString("8x8x136");
    assertThat(node(graph, "a.0.project").output()).hasToString("8x8x24");
    assertThat(node(graph, "b.0.expand").output()).hasToString("8x8x56");
    assertThat(node(graph, "head").output()).hasToString("8x8x1280");
    assertThat(node(graph, "classifier").op()).isEqualTo(new Op.Dense(8 * 8 * 1280, 10, true));
  }

  @Test
  void blocksWithoutNormHaveBiases() {
    Graph graph = graph("@MBConv(t = 2, out = 4, norm = false, activation = NONE) Layer b();");
    assertThat(names(graph))
        .containsExactly("input", "b.0.expand", "b.0.depthwise", "b.0.project", "b.0.skip");
    assertThat(graph.params()).isEqualTo(4 * 8 + 8 + 8 * 9 + 8 + 8 * 4 + 4);
  }

  @Test
  void skipsHoldWhereTheShapeIsKept() {
    assertThat(names(graph("@MBConv(t = 1, out = 4, skip = Skip.NEVER) Layer b();")))
        .doesNotContain("b.0.skip");
    assertThat(names(graph("@Separable(out = 4, skip = Skip.AUTO) Layer b();")))
        .contains("b.0.skip");
    assertThat(names(graph("@MBConv(t = 1, out = 4, kernel = 2) Layer b();")))
        .doesNotContain("b.0.skip");
    String size = "height = 8, width = 8, channels = 4, padding = Padding.";
    String even = "@MBConv(t = 1, out = 4, kernel = 2) Layer b();";
    assertThat(names(ShapedNetworks.ofLayers(size + "SAME_UPPER", even).graph()))
        .contains("b.0.skip");
    String odd = "@MBConv(t = 1, out = 4) Layer b();";
    assertThat(names(ShapedNetworks.ofLayers(size + "VALID", odd).graph()))
        .doesNotContain("b.0.skip");
  }

  @Test
  void squeezeExciteComesBetweenDepthwiseAndProjection() {
    Graph graph =
        graph(
            "@MBConv(t = 6, out = 4, se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))"
                + " Layer b();");
    assertThat(names(graph).subList(4, 13))
        .containsExactly(
            "b.0.depthwise.activation",
            "b.0.pool",
            "b.0.squeeze",
            "b.0.squeeze.activation",
            "b.0.excite",
            "b.0.excite.activation",
            "b.0.gate",
            "b.0.project",
            "b.0.skip");
    assertThat(node(graph, "b.0.squeeze").op()).isEqualTo(new Op.Dense(24, 6, true));
    assertThat(node(graph, "b.0.squeeze.activation").op())
        .isEqualTo(new Op.Activate(Activation.RELU));
    assertThat(node(graph, "b.0.excite").op()).isEqualTo(new Op.Dense(6, 24, true));
    assertThat(node(graph, "b.0.excite.activation").op())
        .isEqualTo(new Op.Activate(Activation.HARD_SIGMOID, 0.2f));
    assertThat(node(graph, "b.0.gate").inputs()).containsExactly(4, 9);
    assertThat(node(graph, "b.0.gate").role()).isEqualTo(Role.GATE);
  }

  @Test
  void theSqueezeFollowsItsRule() {
    String block = "@MBConv(t = 18, out = 4, se = @SE(%s)) Layer b();";
    assertThat(squeezed(block.formatted("r = 4"))).isEqualTo(18);
    assertThat(squeezed(block.formatted("r = 5"))).isEqualTo(14);
    assertThat(squeezed(block.formatted("r = 4, divisor = 8"))).isEqualTo(24);
    assertThat(squeezed(block.formatted("r = 4, of = SqueezeFrom.INPUT"))).isEqualTo(1);
    assertThat(squeezed(block.formatted("squeeze = 7"))).isEqualTo(7);
  }

  private static int squeezed(String layers) {
    return ((Op.Dense) node(graph(layers), "b.0.squeeze").op()).out();
  }

  @Test
  void aSqueezeExciteLayerHasNoBlockIndex() {
    Graph graph = graph("@SqueezeExcite(r = 2, activation = NONE, gate = SIGMOID) Layer se();");
    assertThat(names(graph))
        .containsExactly(
            "input", "se.pool", "se.squeeze", "se.excite", "se.excite.activation", "se.gate");
  }

  @Test
  void layersSumTheirNodes() {
    ShapedNetwork network =
        ShapedNetworks.ofLayers(
            "@MBConv(t = 6, out = 4, repeat = 2) Layer block(); @GlobalAveragePool Layer pool();"
                + " @Activate(activation = SILU) Layer silu(); @Softmax Layer softmax();");
    Layer block = network.layers().get(0).layer();
    assertThat(block.op()).isEqualTo("MBConv");
    assertThat(block.macs()).isEqualTo(2 * 64 * 408);
    assertThat(block.params()).isEqualTo(2 * (408 + 2 * (24 + 24 + 4)));
    assertThat(network.graph().macs()).isEqualTo(block.macs());
    assertThat(network.origins()).hasSameSizeAs(network.graph().nodes());
    assertThat(network.graph().outputShape()).hasToString("1x1x4");
  }
}
