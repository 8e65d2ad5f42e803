package dev.lathe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a classifier's output. */
public final class Predictions {

  private Predictions() {}

  /**
   * The k likeliest classes, likeliest first. Of equal ones the lower index comes first, and a NaN
   * comes after every number.
   *
   * @param probabilities one per class
   * @param k how many, at least 1; all where there are fewer
   * @param labels the classes' names in order, or an empty list
   * @throws IllegalArgumentException if k is below 1, or there are labels, but not one per class
   */
  public static List<Prediction> topK(float[] probabilities, int k, List<String> labels) {
    if (k < 1) {
      throw new IllegalArgumentException("[TopK] k is " + k + "; ask for at least 1 class");
    }
    if (!labels.isEmpty() && labels.size() != probabilities.length) {
      throw new IllegalArgumentException(
          "[LabelCount] "
              + labels.size()
              + " labels for "
              + probabilities.length
              + " classes; give one a class, in the order that the network was trained with");
    }
    Comparator<Integer> naNLast = Comparator.comparing(i -> Float.isNaN(probabilities[i]));
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(
            naNLast
                .thenComparingDouble(i -> 0 - probabilities[i]) // unlike -p it takes -0.0 for 0.0
                .thenComparing(Comparator.naturalOrder()))
        .limit(k)
        .map(
            i ->
                new Prediction(
                    i, labels.isEmpty() ? "class " + i : labels.get(i), probabilities[i]))
        .toList();
  }

  /**
   * e^x / Σ e^x: logits as probabilities, computed in double about the largest, so that no finite
   * logits overflow. All are NaN if a logit is NaN, the largest is +∞ or all are −∞.
   *
   * @param logits one per class, at least one
   */
  public static float[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit); // NaN wins
    }
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp(logits[i] - largest);
      sum += powers[i];
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (powers[i] / sum);
    }
    return probabilities;
  }

  /**
   * The labels in a UTF-8 text file, one a line, in the order of the classes.
   *
   * @throws IOException if the file cannot be read, is not UTF-8 or has no line
   */
  public static List<String> readLabels(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new IOException("[LabelsMissing] there is no file " + path + "; check the path");
    }
    List<String> labels;
    try {
      labels = Files.readAllLines(path);
    } catch (CharacterCodingException e) {
      throw new IOException("[LabelsFormat] " + path + " is not text in UTF-8; convert it", e);
    }
    if (labels.isEmpty()) {
      throw new IOException("[LabelsFormat] " + path + " is empty; it needs one label a line");
    }
    return labels;
  }
}
