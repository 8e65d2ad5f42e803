package dev.lathe.examples.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnchorsTest {

  /** By the input's height. */
  private static final Map<Integer, List<Anchor>> ANCHORS =
      Map.of(
          320,
          Anchors.of(
              new Shape(320, 320, 3),
              List.of(
                  new Shape(20, 20, 546),
                  new Shape(10, 10, 546),
                  new Shape(5, 5, 546),
                  new Shape(3, 3, 546),
                  new Shape(2, 2, 546),
                  new Shape(1, 1, 546))),
          160,
          Anchors.of(
              new Shape(160, 320, 3),
              List.of(new Shape(10, 20, 12), new Shape(5, 10, 12), new Shape(3, 5, 12))));

  @Test
  void sixLieOnEachPixelOfEachMap() {
    assertThat(ANCHORS.get(320)).hasSize(6 * (20 * 20 + 10 * 10 + 5 * 5 + 3 * 3 + 2 * 2 + 1));
    assertThat(ANCHORS.get(160)).hasSize(6 * (10 * 20 + 5 * 10 + 3 * 5));
  }

  /** Of each map's first and last pixel, a square network's and a wide one's. */
  @Test
  void theyAreTorchvisions() throws IOException {
    List<float[]> rows = Golden.rows("anchors.csv");
    assertThat(rows).hasSize(66 + 36);
    for (float[] row : rows) {
      Anchor anchor = ANCHORS.get((int) row[0]).get((int) row[1]);
      Golden.assertBox(anchor.decode(new float[4], 0), row, 2, 1e-4f);
    }
  }

  /** By little, by much, and by more than an anchor stretches. */
  @Test
  void offsetsMoveAndStretchAsTorchvisionDoes() throws IOException {
    Anchor anchor = new Anchor(100, 80, 20, 50);
    List<float[]> rows = Golden.rows("boxes.csv");
    assertThat(rows).hasSize(5);
    for (float[] row : rows) {
      Golden.assertBox(anchor.decode(row, 0), row, 4, 1e-3f);
    }
  }
}
