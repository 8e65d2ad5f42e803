package dev.lathe.runtime;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * How many floats a vector holds in this process: 16 (AVX-512), 8 (AVX2) or 4 (NEON, SSE). One
 * count serves the whole process, since mixing vector sizes slows unrelated kernels.
 *
 * <p>The system property {@code lathe.lanes} sets it; otherwise it is what the processor prefers.
 */
public final class Lanes {

  /** The property that sets the count. */
  public static final String PROPERTY = "lathe.lanes";

  private Lanes() {}

  /** An array of one value, from which a vector is loaded. */
  public static float[] repeat(float value, int lanes) {
    float[] values = new float[lanes];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * 4, 8 or 16, the same throughout the process.
   *
   * @throws IllegalStateException if the property has another value
   */
  public static int count() {
    String set = System.getProperty(PROPERTY);
    if (set == null) {
      int preferred = FloatVector.SPECIES_PREFERRED.length();
      return preferred >= 16 ? 16 : preferred >= 8 ? 8 : 4;
    }
    return switch (set) {
      case "4" -> 4;
      case "8" -> 8;
      case "16" -> 16;
      default ->
          throw new IllegalStateException(
              "[Lanes] -D" + PROPERTY + "=" + set + " is no lane count; set 4, 8 or 16");
    };
  }
}
