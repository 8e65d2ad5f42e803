package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Threads;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.examples.networks.LatheSsdLite;
import dev.lathe.graph.Graph;
import dev.lathe.image.Preprocessing;
import dev.lathe.oracle.SeededWeights;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network of several outputs, loaded. */
class SeveralOutputsTest {

  private static final Graph GRAPH = LatheSsdLite.graph();
  private static final float[] INPUT = SeededWeights.input(GRAPH, 3);

  private static LatheSsdLite load(Threads threads) {
    Weights weights = Weights.of(SeededWeights.of(GRAPH, 7)).named((n, part) -> Optional.empty());
    return LatheSsdLite.load(weights, WarmUp.OFF, threads);
  }

  private static float[][] arrays(Map<String, Shape> shapes) {
    return shapes.values().stream()
        .map(shape -> new float[shape.elements()])
        .toArray(float[][]::new);
  }

  @Test
  void theResultHasAnAccessorForEachOutput() throws Exception {
    try (LatheSsdLite one = load(Threads.of(1));
        LatheSsdLite two = load(Threads.of(2))) {
      assertThat(List.copyOf(one.outputShapes().keySet()))
          .isEqualTo(GRAPH.outputs().stream().map(Graph.Output::name).toList());
      float[][] outputs = arrays(one.outputShapes());
      one.infer(new float[][] {INPUT}, outputs);
      LatheSsdLite.Result result = two.infer(INPUT);
      int index = 0;
      for (var component : LatheSsdLite.Result.class.getRecordComponents()) {
        assertThat(component.getName()).isEqualTo(GRAPH.outputs().get(index).name());
        assertThat((float[]) component.getAccessor().invoke(result)).isEqualTo(outputs[index++]);
      }
      assertThat(index).isEqualTo(outputs.length).isGreaterThan(1);
      assertThat(outputs[0]).isNotEqualTo(new float[outputs[0].length]);
    }
  }

  @Test
  void arraysAreCheckedBeforeAnythingIsWritten() {
    try (LatheSsdLite model = load(Threads.of(1))) {
      float[][] outputs = arrays(model.outputShapes());
      assertThatThrownBy(() -> model.infer(new float[][] {INPUT, INPUT}, outputs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[ArrayCount] 2 input arrays");
      outputs[1] = new float[3];
      assertThatThrownBy(() -> model.infer(new float[][] {INPUT}, outputs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[ArrayLength]")
          .hasMessageContaining(GRAPH.outputs().get(1).name());
      assertThat(outputs[0]).containsOnly(0f);
      assertThatThrownBy(() -> model.run(INPUT))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("[SeveralArrays]")
          .hasMessageContaining("infer");
    }
  }

  @Test
  void picturesArePreparedForAllOutputs() {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(20, 10, 0xff8040);
    try (LatheSsdLite model = load(Threads.of(1))) {
      float[] pixels = model.preprocessing().orElseThrow().apply(picture, model.inputShape());
      float[][] outputs = arrays(model.outputShapes());
      model.infer(new float[][] {pixels}, outputs);
      assertThat(model.infer(picture)).isDeepEqualTo(outputs);
    }
  }

  @Test
  void picturesNeedPreprocess() {
    Model unprepared =
        new FixedModel(new Shape(1, 1, 3), List.of(new Shape(1, 1, 1)), () -> new float[1][1]) {
          @Override
          public Optional<Preprocessing> preprocessing() {
            return Optional.empty();
          }
        };
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> unprepared.infer(picture))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("[NoPreprocess]");
    assertThatThrownBy(() -> unprepared.run(picture))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("[NoPreprocess]");
  }
}
