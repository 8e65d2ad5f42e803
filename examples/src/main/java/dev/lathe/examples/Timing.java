package dev.lathe.examples;

import java.util.Arrays;

/** How long a model takes once it is warm. */
final class Timing {

  private static final int RUNS = 31;
  private static final int MOST_WARM_UPS = 500;
  private static final long WARM_UP_NANOS = 4_000_000_000L;

  private Timing() {}

  /** Runs a model 500 times or for four seconds, so that the JIT compiler is through with it. */
  static void warmUp(Runnable inference) {
    long start = System.nanoTime();
    for (int i = 0; i < MOST_WARM_UPS && System.nanoTime() - start < WARM_UP_NANOS; i++) {
      inference.run();
    }
  }

  /** The median over several runs, in milliseconds. */
  static double medianMillis(Runnable inference) {
    long[] nanos = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      inference.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[RUNS / 2] / 1e6;
  }
}
