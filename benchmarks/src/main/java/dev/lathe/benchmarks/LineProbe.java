package dev.lathe.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far apart two threads run: the time that a cache line takes from one to the other. On virtual
 * machines two processors are at times on different core complexes, which triples it and slows any
 * inference on two threads; the figure belongs beside such a time.
 */
final class LineProbe {

  private static final long NANOS = 2_000_000;
  private static final int EXCHANGES = 16;

  /** Between the 25 ns and the 150 ns that were seen on one virtual machine. */
  static final double FAR_NANOS = 75;

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
    int transfers = exchange(turn, 0); // the partner is up
    int before = transfers;
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS) {
      for (int i = 0; i < EXCHANGES; i++) {
        transfers = exchange(turn, transfers);
      }
    }
    double perTransfer = (System.nanoTime() - start) / (double) (transfers - before);
    turn.set(-1);
    partner.join();
    return perTransfer;
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
