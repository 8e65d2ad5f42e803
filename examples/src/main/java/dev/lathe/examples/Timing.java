package dev.lathe.examples;

import java.util.Arrays;

/** How long a model takes once it is warm. */
final class Timing {

  private static final int WARM_UP = 30;
  private static final int RUNS = 31;

  private Timing() {}

  /** The median over several runs, in milliseconds, after others that are not counted. */
  static double medianMillis(Runnable inference) {
    for (int i = 0; i < WARM_UP; i++) {
      inference.run();
    }
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
