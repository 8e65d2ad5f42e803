package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.Shape;
import dev.lathe.benchmarks.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures mean what they say. */
final class MeasuringTest {

  @TempDir private Path folder;

  @Test
  void median() {
    assertThat(Median.of(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Median.of(new double[] {9, 1, 5, 6})).isEqualTo(5.5);
  }

  @Test
  void thePeakDoesAllOfItsWork() {
    double steps = FmaPeak.VECTOR_FMAS / 12.0;
    double lane = 0.001 + steps * 0.5 * 0.001;
    assertThat((double) FmaPeak.block(0.5f, 0.001f)).isCloseTo(12 * lane, within(0.01));
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    PairedResult result =
        new PairedResult(
            SmallNetwork.MAPS,
            2,
            Map.of(
                Engine.LATHE, new double[] {1, 10, 2},
                Engine.ONNX_RUNTIME, new double[] {1.5, 11, 4}),
            new double[] {1, 1, 1},
            new double[] {20, 150, 30});
    assertThat(result.millis(Engine.LATHE)).isEqualTo(2);
    assertThat(result.ratio(Engine.ONNX_RUNTIME, Engine.LATHE)).isEqualTo(1.5);
    double gigaMacs = result.macs() / 2e6;
    assertThat(result.percentOfPeak(Engine.LATHE)).isCloseTo(100 * gigaMacs / 2, within(1e-9));
    assertThat(result.farRounds()).isEqualTo(1);
    assertThat(result.medianLineNanos()).isEqualTo(30);
  }

  @Test
  void aRaceMeasuresEveryEngine() throws IOException, InterruptedException {
    List<Engine> engines = List.of(Engine.values());
    try (PairedRace race = PairedRace.open(SmallNetwork.BLOCKS, engines, 1, 1)) {
      PairedResult result = race.run(new PairedRace.Length(0, 3, 2));
      for (Engine engine : engines) {
        assertThat(result.millis().get(engine)).hasSize(3).doesNotContain(0);
        assertThat(result.percentOfPeak(engine)).isPositive();
      }
      assertThat(result.gigaMacsPeak()).isPositive();
    }
  }

  @Test
  void aCacheLineTakesItsTime() throws InterruptedException {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      assertThat(LineProbe.nanos()).isBetween(1.0, 1e7);
    } else {
      assertThat(LineProbe.nanos()).isNaN();
    }
  }

  @Test
  void coldRunsSurviveTheFile() throws IOException {
    Path file = folder.resolve("result");
    ColdRun run = new ColdRun(1, 2, 3, 4, 5, 6, 7, new float[] {8, -9});
    run.write(file);
    assertThat(ColdRun.read(file)).usingRecursiveComparison().isEqualTo(run);
  }

  @ParameterizedTest
  @EnumSource(PublishedNetwork.class)
  void optionsNameTheNetworks(PublishedNetwork network) {
    assertThat(network.graph().name()).isEqualTo("dev.lathe.examples.networks." + network);
  }

  @ParameterizedTest
  @EnumSource(SingleOp.class)
  void opsAreThoseOfTheirNames(SingleOp op) {
    Shape in = op.graph().inputShape();
    Shape out = op.graph().outputShape();
    String map = "_" + in.height() + "_" + in.channels();
    String kind = op.name().substring(0, op.name().indexOf('_'));
    String expected =
        switch (kind) {
          case "STEM" -> "STEM_" + out.channels();
          case "DENSE" -> "DENSE_" + in.channels() + "_" + out.channels();
          case "POINTWISE" -> "POINTWISE" + map + "_" + out.channels();
          case "EXCITE" -> "EXCITE" + map + "_";
          case "TRANSPOSED", "NEAREST", "PYRAMID", "SHUFFLED", "FIRE" -> kind + map;
          default ->
              op.name().substring(0, "DEPTHWISE_3_S".length()) + in.height() / out.height() + map;
        };
    assertThat(op.name()).startsWith(expected);
    assertThat(op.graph().macs()).isPositive();
  }
}
