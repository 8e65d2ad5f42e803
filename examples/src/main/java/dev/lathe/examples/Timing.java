package dev.lathe.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long a model takes once it is warm. */
final class Timing {

  private static final int MOST_RUNS = 31;
  private static final long RUN_NANOS = 2_000_000_000L;
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

  /** The median over 31 runs, or as many as begin within two seconds, in milliseconds. */
  static double medianMillis(Runnable inference) {
    List<Long> nanos = new ArrayList<>();
    long first = System.nanoTime();
    while (nanos.size() < MOST_RUNS && System.nanoTime() - first < RUN_NANOS) {
      long start = System.nanoTime();
      inference.run();
      nanos.add(System.nanoTime() - start);
    }
    Collections.sort(nanos);
    return nanos.get(nanos.size() / 2) / 1e6;
  }
}
