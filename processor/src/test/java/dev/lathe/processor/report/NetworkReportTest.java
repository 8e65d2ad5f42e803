package dev.lathe.processor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lathe.processor.Javac;
import dev.lathe.processor.ShapedNetworks;
import dev.lathe.processor.plan.MemoryFigures;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkReportTest {

  private static final String SMALL =
      """
      @Conv(out = 6, kernel = 3, stride = 2, activation = RELU6) Layer stem();
      @MBConv(t = 2, out = 6, repeat = 2, se = @SE(r = 4)) Layer blocks();
      @Conv(out = 4, kernel = {1, 3}, groups = 2, dilation = {1, 2}) Layer narrow();
      @MaxPool(kernel = 2) Layer max();
      @Dense(out = 10) Layer classifier();
      @Softmax Layer softmax();
      """;

  private static NetworkReport report(String knobs, String layers, Map<String, String> kernels) {
    ShapedNetwork network = ShapedNetworks.ofLayers(knobs, layers);
    return NetworkReport.of(network, new MemoryFigures(5_000, 3 << 20, "blocks"), kernels);
  }

  private static NetworkReport small() {
    return report("height = 8, width = 16", SMALL, Map.of("stem", "rows 7x2"));
  }

  private static JsonObject json(NetworkReport report) {
    return JsonParser.parseString(ReportFile.of(report).get(0).text()).getAsJsonObject();
  }

  @Test
  void jsonHasTotalsLayersAndOps() {
    JsonObject json = json(small());
    assertThat(json.keySet())
        .containsExactly(
            "schemaVersion", "network", "macDefinition", "input", "output", "totals", "layers");
    assertThat(json.get("schemaVersion").getAsInt()).isEqualTo(1);
    assertThat(json.get("network").getAsString()).isEqualTo("Net");
    assertThat(json.get("input")).hasToString("[8,16,3]");
    assertThat(json.get("output")).hasToString("[1,1,10]");
    assertThat(json.get("totals"))
        .hasToString(
            "{\"macs\":22928,\"params\":1346,\"weightBytes\":5000,\"arenaBytes\":3145728,"
                + "\"peakLayer\":\"blocks\"}");
    JsonArray layers = json.getAsJsonArray("layers");
    assertThat(layers).hasSize(6);
    assertThat(layers.get(0))
        .hasToString(
            "{\"name\":\"stem\",\"op\":\"Conv\",\"input\":[8,16,3],\"output\":[4,8,6],"
                + "\"weights\":[[6,3,3,3]],\"macs\":5184,\"params\":174,\"share\":0.22609909281228194,\"ops\":[{\"name\":\"stem\",\"op\":\"conv"
                + " 3x3 s2\",\"input\":[8,16,3],"
                + "\"output\":[4,8,6],\"weights\":[[6,3,3,3]],\"macs\":5184,\"params\":174,\"share\":0.22609909281228194,\"kernel\":\"rows"
                + " 7x2\"},{\"name\":\"stem.activation\",\"op\":\"relu6\",\"input\":[4,8,6],"
                + "\"output\":[4,8,6],\"weights\":[],\"macs\":0,\"params\":0,\"share\":0.0}]}");
    JsonObject blocks = layers.get(1).getAsJsonObject();
    assertThat(blocks.getAsJsonArray("weights")).hasSize(2 * 5);
    assertThat(blocks.get("standardMacs").getAsLong()).isEqualTo(2 * 32 * 6 * 6 * 9);
    assertThat(blocks.get("reduction").getAsDouble()).isCloseTo(3.6, within(1e-12));
  }

  @Test
  void severalInputsAndOutputsAreNamed() {
    NetworkReport report =
        report(
            "height = 8, width = 16",
            "@Input(height = 4, width = 8, channels = 2) Layer coarse();"
                + "@Output @Upsample(scale = 2) Layer fine();"
                + "@Output(\"all\") @Concat(\"input\") Layer both();",
            Map.of());
    assertThat(json(report).get("furtherInputs")).hasToString("{\"coarse\":[4,8,2]}");
    assertThat(json(report).get("outputs")).hasToString("{\"fine\":[8,16,2],\"all\":[8,16,5]}");
    assertThat(ReportFile.of(report).get(1).text())
        .contains(
            "  input    8x16x3, 4x8x2 (coarse)\n", "  output   8x16x2 (fine), 8x16x5 (all)\n");
  }

  @Test
  void sharesSumToOneAndLayersToTheTotals() {
    NetworkReport report = small();
    assertThat(report.layers().stream().mapToDouble(NetworkReport.LayerReport::share).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(report.layers().stream().mapToLong(NetworkReport.LayerReport::macs).sum())
        .isEqualTo(report.totals().macs());
    assertThat(report.layers().stream().mapToLong(NetworkReport.LayerReport::params).sum())
        .isEqualTo(report.totals().params());
  }

  @Test
  void aSeparableConvolutionIsComparedWithTheStandardOne() {
    NetworkReport report =
        report("height = 224, width = 224", "@Separable(out = 5) Layer a();", Map.of());
    NetworkReport.LayerReport layer = report.layers().get(0);
    assertThat(layer.standardMacs()).isEqualTo(6_773_760);
    assertThat(layer.macs()).isEqualTo(2_107_392);
    assertThat(layer.reduction()).isCloseTo(6_773_760.0 / 2_107_392, within(1e-12));
    assertThat(ReportFile.of(report).get(1).text()).contains("6,773,760").contains("3.21x");
  }

  @Test
  void aNetworkWithoutMacsHasNoShares() {
    NetworkReport report = report("height = 4, width = 4", "@Softmax Layer a();", Map.of());
    assertThat(report.layers().get(0).share()).isZero();
    assertThat(ReportFile.of(report).get(1).text()).contains("a      Softmax");
  }

  @Test
  void textIsAligned() {
    assertThat(ReportFile.of(small()).get(1).text())
        .startsWith(
            """
            Net

              input    8x16x3
              output   1x1x10
              MACs     22,928
              params   1,346
              weights  4.9 KiB (5,000 bytes)
              arena    3.0 MiB (3,145,728 bytes), fullest at blocks

            Layers

            layer       op       input   output  params    MACs  share                        standard MACs  reduction
            ----------------------------------------------------------------------------------------------------------
            stem        Conv     8x16x3  4x8x6      174   5,184  22.6%  ######
            blocks      MBConv   4x8x6   4x8x6      798  16,272  71.0%  ####################         20,736      3.60x
            narrow      Conv     4x8x6   4x8x4       44   1,152   5.0%  #
            max         MaxPool  4x8x4   2x4x4
            classifier  Dense    2x4x4   1x1x10     330     320   1.4%
            softmax     Softmax  1x1x10  1x1x10

            Ops

            name                op                     input   output  weights      params   MACs  share  kernel
            ------------------------------------------------------------------------------------------------------
            stem                conv 3x3 s2 + relu6    8x16x3  4x8x6   (6,3,3,3)       174  5,184  22.6%  rows 7x2
            blocks.0.expand     pointwise + relu6      4x8x6   4x8x12  (12,6,1,1)       96  2,304  10.0%
            """)
        .endsWith(
            """
            softmax             softmax                1x1x10  1x1x10

            One MAC is one multiply-accumulate of a convolution or dense layer (squeeze-excite's two dense
            layers included): output elements x (input channels / groups) x kernel height x kernel width.
            Biases, norms, activations, pools, additions and squeeze-excite's scaling count 0. Params are
            weights, biases, and batch norm's gamma and beta, not its running statistics. Shapes are height x
            width x channels, weights (out, in / groups, kernel height, kernel width).
            "standard MACs" are those of the standard convolutions that a block replaces; its reduction is
            1/(1/N + 1/k^2) for N output channels and a k x k kernel.
            """);
  }

  @Test
  void summaryAndTextDoNotDependOnTheLocale() {
    NetworkReport report = small();
    String summary = ReportFile.summary(report);
    String text = ReportFile.of(report).get(1).text();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(String.format("%d", 1)).isNotEqualTo("1");
      assertThat(ReportFile.summary(report)).isEqualTo(summary);
      assertThat(ReportFile.of(report).get(1).text()).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(summary)
        .isEqualTo(
            "Net: 22,928 MACs, 1,346 params, weights 4.9 KiB, arena 3.0 MiB; report"
                + " META-INF/lathe/Net.txt");
  }

  @Test
  void theCompilerWritesBothFilesAndSaysTheTotals() {
    var compilation =
        Javac.compile(
            Javac.source(
                "Outer",
                "class Outer { @Network(height = 8, width = 16) interface Net extends Model { "
                    + SMALL
                    + " } }"));
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.notes().stream().map(it -> it.getMessage(null)))
        .singleElement()
        .asString()
        .startsWith("Outer$Net: 22,928 MACs, 1,346 params, weights ")
        .endsWith("; report META-INF/lathe/Outer$Net.txt");
    assertThat(Javac.report(compilation, "Outer$Net.json")).contains("\"macs\": 22928");
    assertThat(Javac.report(compilation, "Outer$Net.txt")).startsWith("Outer$Net\n");
  }
}
