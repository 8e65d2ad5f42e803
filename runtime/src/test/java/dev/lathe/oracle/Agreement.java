package dev.lathe.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/** The tolerances that implementations of one network are held to. */
public final class Agreement {

  private Agreement() {}

  /** Each element within 1e-5 + 1e-4 · |reference|: the tolerance of a single op. */
  public static void elementwise(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, "elements");
    for (int i = 0; i < expected.length; i++) {
      double allowed = 1e-5 + 1e-4 * Math.abs(expected[i]);
      if (!(Math.abs((double) expected[i] - actual[i]) <= allowed)) {
        fail("element " + i + " is " + actual[i] + ", not " + expected[i] + " ± " + allowed);
      }
    }
  }

  /** Each element within 1e-4 of the reference's range: the tolerance of a whole network. */
  public static void withinRange(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, "elements");
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : expected) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double allowed = 1e-4 * ((double) high - low);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs((double) expected[i] - actual[i]) <= allowed)) {
        fail("element " + i + " is " + actual[i] + ", not " + expected[i] + " ± " + allowed);
      }
    }
  }
}
