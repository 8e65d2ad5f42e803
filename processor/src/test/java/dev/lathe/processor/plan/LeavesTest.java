package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order models warm the leaves of two inverted bottlenecks. */
class LeavesTest {

  private static final Window FILTER =
      new Window(Extent.square(3), Extent.square(1), Extent.square(1), new Padding.Same());

  private static Leaves leaves(Activation first, Activation second) {
    GraphBuilder graph = new GraphBuilder("network", new Shape(28, 28, 32));
    bottleneck(graph, "a", 192, first);
    bottleneck(graph, "b", 192, second);
    return KernelPlans.of(graph.build()).plans().get(0).leaves();
  }

  private static void bottleneck(
      GraphBuilder graph, String name, int channels, Activation activation) {
    graph
        .add(name + "Expand", convolution(32, channels, 1, Window.POINT))
        .add(name + "Expanded", new Op.Activate(activation))
        .add(name + "Filter", convolution(channels, channels, channels, FILTER))
        .add(name + "Filtered", new Op.Activate(activation))
        .add(name + "Project", convolution(channels, 32, 1, Window.POINT));
  }

  private static Op convolution(int in, int out, int groups, Window window) {
    return new Op.Convolution(in, out, groups, window, true, Optional.empty());
  }

  private static List<String> methods(List<Leaf> leaves) {
    return leaves.stream().map(Leaf::method).toList();
  }

  @Test
  void oneBareTileForEachWidthStandsInForAllLayers() {
    Leaves leaves = leaves(Activation.RELU6, Activation.HARD_SWISH);
    assertThat(methods(leaves.early()))
        .containsExactlyInAnyOrder(
            "pointwise7x3", "pointwise7x2", "depthwisePair3x3Left1Rest0Pending1");
    assertThat(methods(leaves.last()))
        .containsExactlyInAnyOrder(
            "pointwise7x3Relu6Stride32To48",
            "pointwise7x3HardSwishStride32To48",
            "pointwise7x2By2Stride192To32",
            "depthwisePair3x3Left1Rest0Pending1Relu6",
            "depthwisePair3x3Left1Rest0Pending1HardSwish");
    assertThat(leaves.small()).noneMatch(Leaf::isLarge);
  }

  @Test
  void rowsThatWouldStandInForNoOthersAreLeftOut() {
    Leaves leaves = leaves(Activation.RELU6, Activation.RELU6);
    assertThat(methods(leaves.early()))
        .contains("depthwisePair3x3Left1Rest0Pending1Relu6")
        .doesNotContain("depthwisePair3x3Left1Rest0Pending1");
    assertThat(methods(leaves.last())).noneMatch(method -> method.startsWith("depthwise"));
  }

  @Test
  void tilesThatSaveLittleStayWithTheirStandIns() {
    GraphBuilder graph = new GraphBuilder("network", new Shape(28, 28, 32));
    for (String name : List.of("a", "b", "c", "d")) {
      bottleneck(graph, name, 960, Activation.RELU6);
    }
    bottleneck(graph, "e", 480, Activation.RELU6);
    Leaves leaves = KernelPlans.of(graph.build()).plans().get(0).leaves();
    assertThat(methods(leaves.last()))
        .contains("pointwise7x2By2Stride960To32")
        .doesNotContain("pointwise7x2By2Stride480To32");
    assertThat(methods(leaves.early())).contains("pointwise7x2");
    assertThat(methods(leaves.all())).doesNotContain("pointwise7x2Relu6", "pointwise7x3Relu6");
  }

  @Test
  void rowsThatTakeLongToCompileHaveStandInsOfTheirOwn() {
    Leaves leaves = leaves(Activation.SILU, Activation.SILU);
    assertThat(methods(leaves.early())).contains("depthwisePair3x3Left1Rest0Pending1");
    assertThat(methods(leaves.last())).contains("depthwisePair3x3Left1Rest0Pending1Silu");
  }
}
