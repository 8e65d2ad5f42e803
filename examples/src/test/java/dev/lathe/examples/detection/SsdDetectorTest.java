package dev.lathe.examples.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.Shape;
import dev.lathe.examples.FixedModel;
import dev.lathe.examples.networks.LatheSsdLite;
import dev.lathe.graph.Graph;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SsdDetectorTest {

  private static final Graph GRAPH = LatheSsdLite.graph();
  private static final Shape INPUT = new Shape(320, 320, 3);
  private static final List<Shape> OUTPUTS = GRAPH.outputs().stream().map(GRAPH::shape).toList();

  /** Two maps of three classes on a picture of 8x16 pixels. */
  private static final List<Shape> SMALL =
      List.of(new Shape(1, 2, 18), new Shape(1, 1, 18), new Shape(1, 2, 24), new Shape(1, 1, 24));

  private static SsdDetector detector(List<Shape> outputs, float[][] answer) {
    return new SsdDetector(new FixedModel(new Shape(8, 16, 3), outputs, () -> answer));
  }

  private static float[][] zeros(List<Shape> shapes) {
    return shapes.stream().map(shape -> new float[shape.elements()]).toArray(float[][]::new);
  }

  /** Random scores and offsets, the same as in {@code torchvision_golden.py}. */
  private static float[][] random(Scores scores, float largest) {
    float[][] answer = zeros(OUTPUTS);
    int state = 7;
    for (int i = 0; i < answer.length; i++) {
      for (int j = 0; j < answer[i].length; j++) {
        state = state * 1103515245 + 12345 & 0x7fffffff;
        float u = (state >> 7) * 0x1p-24f;
        answer[i][j] = i < answer.length / 2 ? scores.of(u, j % 91) : offset(u, largest);
      }
    }
    return answer;
  }

  private interface Scores {
    float of(float u, int label);
  }

  private static float offset(float u, float largest) {
    float v = u * 2 - 1;
    float square = v * v;
    return square * square * v * largest;
  }

  /** Every class at many places: softmax, offsets, order, and how many are kept in all. */
  @Test
  void manyDetectionsAreTorchvisions() throws IOException {
    Scores crowded =
        (u, label) -> {
          float square = u * u;
          float fourth = square * square;
          return fourth * fourth * 9;
        };
    assertTorchvisions(Golden.rows("crowded.csv"), random(crowded, 24));
  }

  /** One class at more places than are looked at, one at few: candidates, threshold, overlap. */
  @Test
  void fewDetectionsAreTorchvisions() throws IOException {
    float[] bias = new float[91];
    Arrays.fill(bias, -30);
    bias[0] = 6;
    bias[1] = 0;
    bias[2] = -8;
    Scores sparse = (u, label) -> u * u * 8 + bias[label];
    assertTorchvisions(Golden.rows("sparse.csv"), random(sparse, 6));
  }

  private static void assertTorchvisions(List<float[]> expected, float[][] answer) {
    SsdDetector detector = new SsdDetector(new FixedModel(INPUT, OUTPUTS, () -> answer));
    assertThat(detector.classes()).isEqualTo(91);
    List<Detection> detections = detector.decode(answer);
    assertThat(detections).hasSameSizeAs(expected);
    for (int i = 0; i < detections.size(); i++) {
      assertEquals(detections.get(i), expected.get(i));
    }
  }

  private static void assertEquals(Detection actual, float[] expected) {
    assertThat(actual.label()).isEqualTo((int) expected[0]);
    assertThat(actual.score()).isEqualTo(expected[1], within(1e-6f));
    Golden.assertBox(actual.box(), expected, 2, 1e-3f);
  }

  @Test
  void boxesAreInThePicturesPixels() {
    float[][] answer = zeros(SMALL);
    answer[1][4 * 3 + 2] = 20; // class 2 at the last map's fifth anchor, which is of aspect 3
    List<Detection> found =
        detector(SMALL, answer).detect(new BufferedImage(160, 24, BufferedImage.TYPE_INT_RGB));
    Detection object = found.getFirst();
    assertThat(object.label()).isEqualTo(2);
    assertThat(object.score()).isEqualTo(1, within(1e-6f));
    float halfHeight = (float) (0.95 / Math.sqrt(3) / 2 * 24);
    assertThat(object.box().left()).isZero();
    assertThat(object.box().right()).isEqualTo(160);
    assertThat(object.box().top()).isEqualTo(12 - halfHeight, within(1e-4f));
    assertThat(object.box().bottom()).isEqualTo(12 + halfHeight, within(1e-4f));
  }

  @Test
  void theBackgroundIsNoObject() {
    float[][] answer = zeros(SMALL);
    for (int map = 0; map < 2; map++) {
      for (int i = 0; i < answer[map].length; i += 3) {
        answer[map][i] = 20;
      }
    }
    BufferedImage picture = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    assertThat(detector(SMALL, answer).detect(picture)).isEmpty();
    answer[0][0] = Float.NaN;
    assertThat(detector(SMALL, answer).detect(picture)).isEmpty();
  }

  @Test
  void otherNetworksAreNoDetectors() {
    for (List<Shape> outputs :
        List.of(
            List.of(new Shape(1, 1, 1000)),
            SMALL.subList(0, 3),
            List.of(SMALL.get(0), SMALL.get(2)),
            List.of(SMALL.get(0), SMALL.get(1), SMALL.get(3), SMALL.get(2)),
            List.of(SMALL.get(0), new Shape(1, 1, 24), SMALL.get(2), SMALL.get(3)))) {
      assertThatThrownBy(() -> detector(outputs, zeros(outputs)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("[DetectorOutputs] the network's outputs are " + outputs);
    }
  }
}
