package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.Shape;
import dev.lathe.benchmarks.engine.Agreement;
import dev.lathe.benchmarks.engine.CheckedNetwork;
import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Inference;
import dev.lathe.benchmarks.engine.Layout;
import dev.lathe.benchmarks.engine.ModelFiles;
import dev.lathe.benchmarks.tflite.TfLiteExport;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.SeededWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engines compute the same networks, and a difference is noticed. */
final class EnginesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "BLOCKS, LATHE, 1",
    "BLOCKS, ONNX_RUNTIME, 2",
    "BLOCKS, TENSORFLOW_LITE, 2",
    "MAPS, LATHE, 1",
    "MAPS, ONNX_RUNTIME, 1",
    "MAPS, TENSORFLOW_LITE, 1",
    "RESIDUAL, ONNX_RUNTIME, 1",
    "RESIDUAL, TENSORFLOW_LITE, 1"
  })
  void agree(SmallNetwork network, Engine engine, int threads) throws IOException {
    try (CheckedNetwork checked = CheckedNetwork.open(network, engine, threads);
        Inference first = checked.newCaller();
        Inference second = checked.newCaller()) {
      first.run();
      second.run();
      first.run();
      assertThat(first.output())
          .hasSize(network.graph().outputShape().elements())
          .isEqualTo(second.output())
          .doesNotContain(Float.NaN);
    }
  }

  @Test
  void aDifferenceIsNoticed() {
    Agreement.Output expected = new Agreement.Output(Engine.LATHE, new float[] {-1, 0, 9});
    assertThatCode(
            () ->
                Agreement.require(
                    "n",
                    expected,
                    new Agreement.Output(Engine.ONNX_RUNTIME, new float[] {-1, 0.0009f, 9})))
        .doesNotThrowAnyException();
    for (float wrong : new float[] {0.0011f, -0.0011f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () ->
                  Agreement.require(
                      "n",
                      expected,
                      new Agreement.Output(Engine.ONNX_RUNTIME, new float[] {-1, wrong, 9})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("[Disagreement] n: output 1 is 0.0 with LATHE and " + wrong);
    }
  }

  @Test
  void planesAndPixels() {
    Shape shape = new Shape(1, 2, 3);
    float[] pixels = {1, 2, 3, 4, 5, 6};
    assertThat(Layout.CHW.fromHwc(pixels, shape)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(Layout.CHW.toHwc(Layout.CHW.fromHwc(pixels, shape), shape)).isEqualTo(pixels);
    assertThat(Layout.HWC.fromHwc(pixels, shape)).isEqualTo(pixels);
  }

  @Test
  void damagedModelsAreRefused() throws IOException {
    ModelFiles files = new ModelFiles(SmallNetwork.MAPS, folder);
    files.write(List.of(Engine.ONNX_RUNTIME, Engine.TENSORFLOW_LITE));
    for (Engine engine : List.of(Engine.ONNX_RUNTIME, Engine.TENSORFLOW_LITE)) {
      Files.write(files.model(engine), new byte[100]);
      assertThatThrownBy(() -> engine.load(files, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("refuses")
          .hasMessageContaining(files.model(engine).toString());
    }
  }

  @Test
  void tfLiteHasNoAverageOverWindows() {
    Graph graph =
        new GraphBuilder("pooled", new Shape(8, 8, 3))
            .add(
                "pool",
                new Op.Pool(
                    Op.Pool.Kind.AVERAGE, Window.square(2, 2, Padding.none()), false, false))
            .build();
    Path file = folder.resolve("pooled.tflite");
    assertThatThrownBy(() -> TfLiteExport.write(SeededWeights.bound(graph, 1), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[TfLiteExport] pool is a Pool[");
    assertThat(file).doesNotExist();
  }
}
