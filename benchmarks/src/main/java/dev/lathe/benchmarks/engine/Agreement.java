package dev.lathe.benchmarks.engine;

import dev.lathe.Shape;

/** Whether two engines compute the same network: nothing is timed that disagrees. */
public final class Agreement {

  private static final double OF_RANGE = 1e-4;

  private Agreement() {}

  /** An engine's output for the common input, H×W×C. */
  @SuppressWarnings("ArrayRecordComponent") // made to be compared once
  public record Output(Engine engine, float[] elements) {

    /** Runs an inference and takes its output. */
    public static Output of(Engine engine, Inference inference, Shape shape) {
      inference.run();
      return new Output(engine, engine.layout().toHwc(inference.output(), shape));
    }
  }

  /**
   * Checks that each element is within 1e-4 of the expected output's range.
   *
   * @throws IllegalStateException if one is not
   */
  public static void require(String network, Output expected, Output actual) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : expected.elements) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double allowed = OF_RANGE * ((double) high - low);
    for (int i = 0; i < expected.elements.length; i++) {
      double difference = Math.abs((double) expected.elements[i] - actual.elements[i]);
      if (!(difference <= allowed)) { // NaN differs from everything
        throw new IllegalStateException(
            "[Disagreement] %s: output %d is %s with %s and %s with %s, more than %.3g apart; the times would be those of different networks"
                .formatted(
                    network,
                    i,
                    expected.elements[i],
                    expected.engine,
                    actual.elements[i],
                    actual.engine,
                    allowed));
      }
    }
  }
}
