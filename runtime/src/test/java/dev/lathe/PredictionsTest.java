package dev.lathe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {

  @Test
  void likeliestFirstWithLabels() {
    assertThat(Predictions.topK(new float[] {0.1f, 0.7f, 0.2f}, 2, List.of("ant", "bee", "cat")))
        .containsExactly(new Prediction(1, "bee", 0.7f), new Prediction(2, "cat", 0.2f));
  }

  @Test
  void tiesKeepTheLowerIndexFirst() {
    assertThat(Predictions.topK(new float[] {0, 0.5f, -0f, 0.5f, 0}, 5, List.of()))
        .extracting(Prediction::index)
        .containsExactly(1, 3, 0, 2, 4);
  }

  @Test
  void nanComesLast() {
    float[] scores = {Float.NaN, Float.NEGATIVE_INFINITY, 1, Float.POSITIVE_INFINITY, Float.NaN};
    assertThat(Predictions.topK(scores, 5, List.of()))
        .extracting(Prediction::index)
        .containsExactly(3, 2, 1, 0, 4);
  }

  @Test
  void fewerClassesThanAskedFor() {
    assertThat(Predictions.topK(new float[] {1}, 5, List.of()))
        .containsExactly(new Prediction(0, "class 0", 1));
  }

  @Test
  void wrongArguments() {
    assertThatThrownBy(() -> Predictions.topK(new float[3], 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[TopK] k is 0");
    assertThatThrownBy(() -> Predictions.topK(new float[3], 1, List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[LabelCount] 2 labels for 3 classes");
  }

  @Test
  void softmaxOfKnownLogits() {
    assertThat(Predictions.softmax(new float[] {0, (float) Math.log(3)}))
        .containsExactly(new float[] {0.25f, 0.75f}, within(1e-7f));
  }

  @Property
  void softmaxSumsToOneAndKeepsTheOrder(
      @ForAll @Size(min = 1, max = 50) List<@FloatRange(min = -1e30f, max = 1e30f) Float> values) {
    float[] logits = new float[values.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = values.get(i);
    }
    float[] probabilities = Predictions.softmax(logits);
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += probabilities[i];
      for (int j = 0; j < logits.length; j++) {
        if (logits[i] <= logits[j]) {
          assertThat(probabilities[i]).isLessThanOrEqualTo(probabilities[j]);
        }
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void softmaxOfWhatIsNoNumber() {
    assertThat(Predictions.softmax(new float[] {1, Float.NaN})).containsOnly(Float.NaN);
    assertThat(Predictions.softmax(new float[] {1, Float.NEGATIVE_INFINITY})).containsExactly(1, 0);
  }

  @Test
  void labelsComeOnePerLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.txt"), "tench, Tinca tinca\nK\u00fche\n");
    assertThat(Predictions.readLabels(file)).containsExactly("tench, Tinca tinca", "K\u00fche");
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    assertThatThrownBy(() -> Predictions.readLabels(empty)).hasMessageContaining("is empty");
    Path binary = Files.write(folder.resolve("labels.bin"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Predictions.readLabels(binary)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> Predictions.readLabels(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[LabelsMissing]");
  }
}
