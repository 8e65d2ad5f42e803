package dev.lathe.benchmarks;

import java.util.Arrays;

/** The median, which a busy neighbour moves least. */
final class Median {

  private Median() {}

  /** The middle value, or the mean of the two middle ones. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
