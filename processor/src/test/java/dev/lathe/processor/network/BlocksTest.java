package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.processor.Javac;
import dev.lathe.processor.ShapedNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of layers that an annotation declares once, over 8×8×4 pixels. */
class BlocksTest {

  private static final String BOTTLENECK =
      """
      @Block @interface Bottleneck {
        int mid();
        int out();
        int[] kernel() default 3;
        int[] stride() default 1;
        int squeeze() default 0;
        int first() default 0;
        int repeat() default 1;

        int MID = Parameter.A, OUT = Parameter.B, KERNEL = Parameter.C, STRIDE = Parameter.D;
        int SQUEEZE = Parameter.E, FIRST = Parameter.F;

        interface Layers {
          @Depthwise(kernel = FIRST) Layer first();
          @Pointwise(out = MID, activation = RELU) Layer reduce();
          @Conv(out = MID, kernel = KERNEL, stride = STRIDE, activation = RELU) Layer filter();
          @SqueezeExcite(squeeze = SQUEEZE) Layer excite();
          @Pointwise(out = OUT) Layer widen();
          @Residual(stride = STRIDE, skip = Skip.PROJECT, activation = RELU) Layer sum();
        }
      }
      """;

  private static Graph graph(String block, String network) {
    return ShapedNetworks.of(
            Javac.source(
                "Net",
                block
                    + "@Network(height = 8, width = 8, channels = 4) interface Net extends Model {"
                    + network
                    + "}"))
        .get("Net")
        .graph();
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theFirstRepeatHasTheStride() {
    Graph graph =
        graph(
            BOTTLENECK,
            "@Bottleneck(mid = 2, out = 8, stride = {2, 1}, repeat = 2) Layer stage();");
    assertThat(names(graph))
        .containsExactly(
            "input",
            "stage.0.reduce",
            "stage.0.reduce.activation",
            "stage.0.filter",
            "stage.0.filter.activation",
            "stage.0.widen",
            "stage.0.sum.shortcut",
            "stage.0.sum",
            "stage.0.sum.activation",
            "stage.1.reduce",
            "stage.1.reduce.activation",
            "stage.1.filter",
            "stage.1.filter.activation",
            "stage.1.widen",
            "stage.1.sum",
            "stage.1.sum.activation");
    assertThat(graph.nodes().stream().skip(1).map(Node::layer)).containsOnly("stage");
    assertThat(graph.outputShape()).hasToString("4x8x8");
  }

  @Test
  void aParameterOfZeroLeavesLayersOut() {
    Graph graph =
        graph(
            BOTTLENECK,
            "@Bottleneck(mid = 2, out = 4, first = 5, squeeze = 1, kernel = {1, 3}) Layer"
                + " block();");
    assertThat(names(graph)).contains("block.0.first", "block.0.excite.gate");
    assertThat(((Op.Convolution) node(graph, "block.0.first").op()).weightShape())
        .containsExactly(4, 1, 5, 5);
    assertThat(((Op.Convolution) node(graph, "block.0.filter").op()).weightShape())
        .containsExactly(2, 2, 1, 3);
    assertThat(names(graph)).doesNotContain("block.0.sum.shortcut");
  }

  @Test
  void blocksAreScaledAndRepeatedLikeOthers() {
    Graph graph =
        ShapedNetworks.of(
                Javac.source(
                    "Net",
                    BOTTLENECK
                        + """
                        @Network(height = 8, width = 8, alpha = 0.5, depth = 1.5)
                        interface Net extends Model {
                          @Bottleneck(mid = 16, out = 32, repeat = 2) Layer stage();
                        }
                        """))
            .get("Net")
            .graph();
    assertThat(node(graph, "stage.2.widen").output()).hasToString("8x8x16");
    assertThat(node(graph, "stage.2.reduce").output()).hasToString("8x8x8");
    assertThat(names(graph)).noneMatch(name -> name.startsWith("stage.3"));
  }

  @Test
  void blocksAreMadeOfBlocks() {
    Graph graph =
        graph(
            BOTTLENECK
                + """
                @Block @interface Twice {
                  int wide();
                  int WIDE = Parameter.A;
                  interface Layers {
                    @Bottleneck(mid = 2, out = WIDE) Layer one();
                    @Bottleneck(mid = 3, out = WIDE, repeat = 2) Layer two();
                    @From("one") @Concat({"two", "two.0.reduce"}) Layer both();
                  }
                }
                """,
            "@Twice(wide = 6) Layer twice();");
    assertThat(names(graph)).contains("twice.one.0.sum.shortcut", "twice.two.1.widen");
    assertThat(graph.outputShape()).hasToString("8x8x15");
    assertThat(node(graph, "twice.both").inputs().stream().map(i -> graph.nodes().get(i).name()))
        .containsExactly(
            "twice.one.0.sum.activation",
            "twice.two.1.sum.activation",
            "twice.two.0.reduce.activation");
  }

  @Test
  void blocksReadSeveralLayers() {
    Graph graph =
        graph(
            """
            @Block @interface Level {
              int out();
              int OUT = Parameter.A;
              interface Layers {
                @Pointwise(out = OUT) Layer lateral();
                @Input Layer upper();
                @Upsample(like = "lateral") Layer enlarged();
                @Add("lateral") Layer sum();
              }
            }
            """,
            """
            @Conv(out = 6, kernel = 3) Layer c1();
            @Conv(out = 12, kernel = 3, stride = 2) Layer c2();
            @Pointwise(out = 8) Layer top();
            @From({"c1", "top"}) @Level(out = 8) Layer p1();
            """);
    assertThat(names(graph)).contains("p1.lateral", "p1.enlarged").doesNotContain("p1.upper");
    assertThat(node(graph, "p1.sum").output()).hasToString("8x8x8");
    assertThat(node(graph, "p1.enlarged").inputs()).containsExactly(names(graph).indexOf("top"));
  }

  @Test
  void blocksInheritLayers() {
    Graph graph =
        graph(
            """
            interface Shared { @Pointwise(out = 6) Layer first(); }
            @Block @interface Both {
              interface Layers extends Shared { @Conv(out = 5, kernel = 3) Layer second(); }
            }
            """,
            "@Both Layer both();");
    assertThat(names(graph)).containsExactly("input", "both.first", "both.second");
  }
}
