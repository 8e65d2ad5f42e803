package dev.lathe.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far apart two threads run: the time that a cache line takes from one to the other. On virtual
 * machines two processors are at times on different core complexes, which triples it and slows any
 * inference on two threads; the figure belongs beside such a time.
 */
final class LineProbe {

  private static final int BATCHES = 201;
  private static final int EXCHANGES = 32;

  /** Above the 25 to 100 ns that were seen within a core complex, below the 150 ns between two. */
  static final double FAR_NANOS = 120;

  private LineProbe() {}

  /** Nanoseconds of one transfer, or NaN on a machine of one processor. */
  static double nanos() throws InterruptedException {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return Double.NaN;
    }
    AtomicInteger turn = new AtomicInteger();
    Thread partner =
        new Thread(
            () -> {
              int seen = turn.get();
              while (seen >= 0) {
                if (seen % 2 == 1) {
                  turn.compareAndSet(seen, seen + 1);
                }
                seen = turn.get();
              }
            },
            "line-probe");
    partner.start();
    int even = exchange(turn, 0); // the partner is up
    double[] perTransfer = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      long start = System.nanoTime();
      for (int i = 0; i < EXCHANGES; i++) {
        even = exchange(turn, even);
      }
      perTransfer[batch] = (System.nanoTime() - start) / (2.0 * EXCHANGES);
    }
    turn.set(-1);
    partner.join();
    return Median.of(perTransfer); // a batch in which one of the two was descheduled is longer
  }

  /** There and back: two transfers. */
  private static int exchange(AtomicInteger turn, int even) {
    turn.set(even + 1);
    while (turn.get() != even + 2) {
      Thread.onSpinWait();
    }
    return even + 2;
  }
}
