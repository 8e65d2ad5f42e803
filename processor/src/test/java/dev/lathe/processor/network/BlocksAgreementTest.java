package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.graph.Graph;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.OnnxRuntimeOracle;
import dev.lathe.oracle.ScalarReference;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.ShapedNetworks;
import dev.lathe.runtime.Parameters;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Declared networks of several branches, inputs and outputs at odd sizes: their ONNX export, run by
 * ONNX Runtime, agrees with the scalar reference.
 */
class BlocksAgreementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@dev.lathe.block.BasicBlock(out = 8, stride = 2, r = 2, repeat = 2) Layer block();",
        "@dev.lathe.block.Bottleneck(mid = 8, out = 12, stride = 2, groups = 4, repeat = 2)"
            + " Layer block();",
        "@dev.lathe.block.UniversalInvertedBottleneck(start = 5, kernel = 3, mid = 12, out = 4,"
            + " repeat = 2) Layer block();",
        "@dev.lathe.block.Fire(squeeze = 3, expand = 5) Layer fire();",
        "@dev.lathe.block.ShuffleReduction(half = 6) Layer reduction();"
            + " @dev.lathe.block.ShuffleUnit(half = 6, repeat = 2) Layer units();",
        "@dev.lathe.block.AtrousPyramid(out = 6, rate1 = 1, rate2 = 2, rate3 = 6) Layer pyramid();",
        "@dev.lathe.block.ChannelAttention(channels = 4, squeeze = 2) Layer channels();"
            + " @dev.lathe.block.SpatialAttention Layer pixels();",
        "@Output @dev.lathe.block.SeparablePrediction(out = 5) Layer scores();"
            + " @Output(\"boxes\") @From(\"input\")"
            + " @dev.lathe.block.SeparablePrediction(out = 4) Layer b();",
        "@FusedMBConv(t = 3, out = 4, se = @SE(r = 2)) Layer fused();"
            + " @FusedMBConv(t = 1, out = 8, stride = 2, repeat = 2) Layer plain();",
        "@Conv(out = 6, kernel = 3, stride = 2, activation = PRELU) Layer down();"
            + " @ConvTranspose(out = 4, kernel = 3, stride = 2, pads = 1, activation = GELU)"
            + " Layer up(); @Residual(activation = ELU) Layer sum();"
            + " @Pad(pads = {1, 2, 3, 0}, border = Border.REFLECT) Layer padded();"
            + " @Upsample(scale = 1.5, mode = Resampling.BILINEAR) Layer larger();",
        "@Input(height = 3, width = 4, channels = 2) Layer coarse();"
            + " @Pointwise(out = 4, activation = TANH) Layer lateral();"
            + " @Upsample(like = \"input\") Layer enlarged(); @Add(\"input\") Layer sum();"
            + " @Output @Concat({\"enlarged\", \"input\"}) Layer all();"
            + " @Output @From(\"coarse\") @GlobalMaxPool Layer top();",
      })
  void theExportAgrees(String layers) {
    Graph graph = ShapedNetworks.ofLayers("height = 11, width = 9, channels = 4", layers).graph();
    Parameters parameters = SeededWeights.bound(graph, 5);
    float[][] inputs = SeededWeights.inputs(graph, 6);
    Map<String, float[]> expected = ScalarReference.outputs(parameters, inputs);
    Map<String, float[]> actual = OnnxRuntimeOracle.outputs(parameters, inputs);
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach((name, output) -> Agreement.withinRange(output, actual.get(name)));
  }
}
