package dev.lathe.benchmarks;

import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Weights;
import dev.lathe.benchmarks.engine.Subject;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map112Of32;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map14Of384;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map14Of576;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map28Of192;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map56Of144;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride1Map7Of960;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride2Map112Of96;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride2Map14Of576;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride2Map28Of192;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel3Stride2Map56Of144;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride1Map14Of672;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride1Map28Of120;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride1Map28Of240;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride1Map7Of1152;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride1Map7Of960;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride2Map14Of672;
import dev.lathe.benchmarks.ops.LatheDepthwiseOps_Kernel5Stride2Map56Of72;
import dev.lathe.benchmarks.ops.LatheEndOps_Classifier;
import dev.lathe.benchmarks.ops.LatheEndOps_Hidden;
import dev.lathe.benchmarks.ops.LatheEndOps_StemTo16;
import dev.lathe.benchmarks.ops.LatheEndOps_StemTo32;
import dev.lathe.benchmarks.ops.LatheEndOps_StemTo32WithSilu;
import dev.lathe.benchmarks.ops.LatheExciteOps_Map14Of672By168;
import dev.lathe.benchmarks.ops.LatheExciteOps_Map14Of672By28;
import dev.lathe.benchmarks.ops.LatheExciteOps_Map28Of120By32;
import dev.lathe.benchmarks.ops.LatheExciteOps_Map7Of1152By48;
import dev.lathe.benchmarks.ops.LatheMapOps_Fire55Of128;
import dev.lathe.benchmarks.ops.LatheMapOps_Nearest80Of24;
import dev.lathe.benchmarks.ops.LatheMapOps_Pyramid160Of24;
import dev.lathe.benchmarks.ops.LatheMapOps_Shuffled28Of116;
import dev.lathe.benchmarks.ops.LatheMapOps_Transposed160Of24;
import dev.lathe.benchmarks.ops.LatheMapOps_Transposed320To1;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map112From16To96;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map112From32To16;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From112To672;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From384To64;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From480To112;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From576To96;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From64To384;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From80To480;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map14From96To576;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map28From120To40;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map28From144To32;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map28From192To32;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map28From32To192;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map28From40To120;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map56From144To24;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map56From24To144;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map56From96To24;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map7From1152To192;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map7From160To960;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map7From192To1152;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map7From320To1280;
import dev.lathe.benchmarks.ops.LathePointwiseOps_Map7From960To160;
import dev.lathe.graph.Graph;
import java.util.function.Supplier;

/**
 * Networks of one op, each as a published network has it: pointwise by map, channels read and
 * returned; depthwise by kernel, stride, map and channels; the stems and dense layers;
 * squeeze-excite by map, channels and squeezed channels; what enlarges, joins and shuffles maps, by
 * map and channels, with a convolution beside it.
 */
public enum SingleOp implements Subject {
  POINTWISE_112_32_16(
      LathePointwiseOps_Map112From32To16::graph, LathePointwiseOps_Map112From32To16::load),
  POINTWISE_112_16_96(
      LathePointwiseOps_Map112From16To96::graph, LathePointwiseOps_Map112From16To96::load),
  POINTWISE_56_96_24(
      LathePointwiseOps_Map56From96To24::graph, LathePointwiseOps_Map56From96To24::load),
  POINTWISE_56_24_144(
      LathePointwiseOps_Map56From24To144::graph, LathePointwiseOps_Map56From24To144::load),
  POINTWISE_56_144_24(
      LathePointwiseOps_Map56From144To24::graph, LathePointwiseOps_Map56From144To24::load),
  POINTWISE_28_144_32(
      LathePointwiseOps_Map28From144To32::graph, LathePointwiseOps_Map28From144To32::load),
  POINTWISE_28_32_192(
      LathePointwiseOps_Map28From32To192::graph, LathePointwiseOps_Map28From32To192::load),
  POINTWISE_28_192_32(
      LathePointwiseOps_Map28From192To32::graph, LathePointwiseOps_Map28From192To32::load),
  POINTWISE_28_40_120(
      LathePointwiseOps_Map28From40To120::graph, LathePointwiseOps_Map28From40To120::load),
  POINTWISE_28_120_40(
      LathePointwiseOps_Map28From120To40::graph, LathePointwiseOps_Map28From120To40::load),
  POINTWISE_14_64_384(
      LathePointwiseOps_Map14From64To384::graph, LathePointwiseOps_Map14From64To384::load),
  POINTWISE_14_384_64(
      LathePointwiseOps_Map14From384To64::graph, LathePointwiseOps_Map14From384To64::load),
  POINTWISE_14_96_576(
      LathePointwiseOps_Map14From96To576::graph, LathePointwiseOps_Map14From96To576::load),
  POINTWISE_14_576_96(
      LathePointwiseOps_Map14From576To96::graph, LathePointwiseOps_Map14From576To96::load),
  POINTWISE_14_80_480(
      LathePointwiseOps_Map14From80To480::graph, LathePointwiseOps_Map14From80To480::load),
  POINTWISE_14_480_112(
      LathePointwiseOps_Map14From480To112::graph, LathePointwiseOps_Map14From480To112::load),
  POINTWISE_14_112_672(
      LathePointwiseOps_Map14From112To672::graph, LathePointwiseOps_Map14From112To672::load),
  POINTWISE_7_160_960(
      LathePointwiseOps_Map7From160To960::graph, LathePointwiseOps_Map7From160To960::load),
  POINTWISE_7_960_160(
      LathePointwiseOps_Map7From960To160::graph, LathePointwiseOps_Map7From960To160::load),
  POINTWISE_7_320_1280(
      LathePointwiseOps_Map7From320To1280::graph, LathePointwiseOps_Map7From320To1280::load),
  POINTWISE_7_192_1152(
      LathePointwiseOps_Map7From192To1152::graph, LathePointwiseOps_Map7From192To1152::load),
  POINTWISE_7_1152_192(
      LathePointwiseOps_Map7From1152To192::graph, LathePointwiseOps_Map7From1152To192::load),
  DEPTHWISE_3_S1_112_32(
      LatheDepthwiseOps_Kernel3Stride1Map112Of32::graph,
      LatheDepthwiseOps_Kernel3Stride1Map112Of32::load),
  DEPTHWISE_3_S2_112_96(
      LatheDepthwiseOps_Kernel3Stride2Map112Of96::graph,
      LatheDepthwiseOps_Kernel3Stride2Map112Of96::load),
  DEPTHWISE_3_S1_56_144(
      LatheDepthwiseOps_Kernel3Stride1Map56Of144::graph,
      LatheDepthwiseOps_Kernel3Stride1Map56Of144::load),
  DEPTHWISE_3_S2_56_144(
      LatheDepthwiseOps_Kernel3Stride2Map56Of144::graph,
      LatheDepthwiseOps_Kernel3Stride2Map56Of144::load),
  DEPTHWISE_3_S1_28_192(
      LatheDepthwiseOps_Kernel3Stride1Map28Of192::graph,
      LatheDepthwiseOps_Kernel3Stride1Map28Of192::load),
  DEPTHWISE_3_S2_28_192(
      LatheDepthwiseOps_Kernel3Stride2Map28Of192::graph,
      LatheDepthwiseOps_Kernel3Stride2Map28Of192::load),
  DEPTHWISE_3_S1_14_384(
      LatheDepthwiseOps_Kernel3Stride1Map14Of384::graph,
      LatheDepthwiseOps_Kernel3Stride1Map14Of384::load),
  DEPTHWISE_3_S1_14_576(
      LatheDepthwiseOps_Kernel3Stride1Map14Of576::graph,
      LatheDepthwiseOps_Kernel3Stride1Map14Of576::load),
  DEPTHWISE_3_S2_14_576(
      LatheDepthwiseOps_Kernel3Stride2Map14Of576::graph,
      LatheDepthwiseOps_Kernel3Stride2Map14Of576::load),
  DEPTHWISE_3_S1_7_960(
      LatheDepthwiseOps_Kernel3Stride1Map7Of960::graph,
      LatheDepthwiseOps_Kernel3Stride1Map7Of960::load),
  DEPTHWISE_5_S2_56_72(
      LatheDepthwiseOps_Kernel5Stride2Map56Of72::graph,
      LatheDepthwiseOps_Kernel5Stride2Map56Of72::load),
  DEPTHWISE_5_S1_28_120(
      LatheDepthwiseOps_Kernel5Stride1Map28Of120::graph,
      LatheDepthwiseOps_Kernel5Stride1Map28Of120::load),
  DEPTHWISE_5_S1_28_240(
      LatheDepthwiseOps_Kernel5Stride1Map28Of240::graph,
      LatheDepthwiseOps_Kernel5Stride1Map28Of240::load),
  DEPTHWISE_5_S1_14_672(
      LatheDepthwiseOps_Kernel5Stride1Map14Of672::graph,
      LatheDepthwiseOps_Kernel5Stride1Map14Of672::load),
  DEPTHWISE_5_S2_14_672(
      LatheDepthwiseOps_Kernel5Stride2Map14Of672::graph,
      LatheDepthwiseOps_Kernel5Stride2Map14Of672::load),
  DEPTHWISE_5_S1_7_960(
      LatheDepthwiseOps_Kernel5Stride1Map7Of960::graph,
      LatheDepthwiseOps_Kernel5Stride1Map7Of960::load),
  DEPTHWISE_5_S1_7_1152(
      LatheDepthwiseOps_Kernel5Stride1Map7Of1152::graph,
      LatheDepthwiseOps_Kernel5Stride1Map7Of1152::load),
  STEM_32(LatheEndOps_StemTo32::graph, LatheEndOps_StemTo32::load),
  STEM_32_SILU(LatheEndOps_StemTo32WithSilu::graph, LatheEndOps_StemTo32WithSilu::load),
  STEM_16(LatheEndOps_StemTo16::graph, LatheEndOps_StemTo16::load),
  DENSE_1280_1000(LatheEndOps_Classifier::graph, LatheEndOps_Classifier::load),
  DENSE_960_1280(LatheEndOps_Hidden::graph, LatheEndOps_Hidden::load),
  EXCITE_28_120_32(LatheExciteOps_Map28Of120By32::graph, LatheExciteOps_Map28Of120By32::load),
  EXCITE_14_672_168(LatheExciteOps_Map14Of672By168::graph, LatheExciteOps_Map14Of672By168::load),
  EXCITE_14_672_28(LatheExciteOps_Map14Of672By28::graph, LatheExciteOps_Map14Of672By28::load),
  EXCITE_7_1152_48(LatheExciteOps_Map7Of1152By48::graph, LatheExciteOps_Map7Of1152By48::load),
  TRANSPOSED_160_24(LatheMapOps_Transposed160Of24::graph, LatheMapOps_Transposed160Of24::load),
  TRANSPOSED_320_24(LatheMapOps_Transposed320To1::graph, LatheMapOps_Transposed320To1::load),
  NEAREST_80_24(LatheMapOps_Nearest80Of24::graph, LatheMapOps_Nearest80Of24::load),
  PYRAMID_160_24(LatheMapOps_Pyramid160Of24::graph, LatheMapOps_Pyramid160Of24::load),
  SHUFFLED_28_116(LatheMapOps_Shuffled28Of116::graph, LatheMapOps_Shuffled28Of116::load),
  FIRE_55_128(LatheMapOps_Fire55Of128::graph, LatheMapOps_Fire55Of128::load);

  /** A generated class's {@code load}. */
  private interface Loader {
    Model load(Weights weights, LoadOption... options);
  }

  private final Supplier<Graph> graph;
  private final Loader loader;

  SingleOp(Supplier<Graph> graph, Loader loader) {
    this.graph = graph;
    this.loader = loader;
  }

  @Override
  public Graph graph() {
    return graph.get();
  }

  @Override
  public Model load(Weights weights, LoadOption... options) {
    return loader.load(weights, options);
  }
}
