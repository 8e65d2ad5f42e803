package dev.lathe;

/**
 * How many threads share one inference: the caller and daemon threads of the model's own, which
 * {@link Model#close()} ends. One unless stated. The output is the same to the last bit for every
 * number.
 *
 * <p>The threads spin for a fraction of a millisecond when they wait, and then sleep; the caller
 * never waits for one that has not begun, so that a busy processor costs little. A call that finds
 * them at work for another caller runs on its own thread alone.
 *
 * @param count at least 1; more than the processors that the JVM sees are not started
 */
public record Threads(int count) implements LoadOption {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Threads {
    if (count < 1) {
      throw new IllegalArgumentException(
          "[Threads] " + count + " threads cannot run anything; give 1 or more");
    }
  }

  /** So many threads. */
  public static Threads of(int count) {
    return new Threads(count);
  }

  /** As many threads as the JVM sees processors. */
  public static Threads all() {
    return new Threads(Runtime.getRuntime().availableProcessors());
  }
}
