package dev.lathe.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JIT compile a network's leaves before inferences need them, on a daemon thread: the small
 * ones together, and then the large ones, one after the other. While HotSpot's second compiler
 * works on one, the next is counted and the first compiler works on the one after it. The first
 * inference has the processors for itself: on two of them, beside the compilers and the warm-up, it
 * would take twice as long.
 *
 * <p>Leaves for few layers follow quietly, one compiler at a time: they gain inferences some 5%,
 * which would lose 10 to 15% on two processors if both compilers and the warm-up were at work.
 */
final class LeafWarmUp {

  /**
   * How eagerly leaves are warmed; small ones, which are counted together, have only the pauses.
   *
   * @param countedAhead leaves that wait for the second compiler while it works on one
   * @param startedAhead leaves that are with the first compiler by then, or past it
   * @param pause nanoseconds between probes at first: while vectors are slow, a probe allocates too
   * @param longestPause nanoseconds between them at most
   */
  private record Pace(int countedAhead, int startedAhead, long pause, long longestPause) {}

  private static final Pace FAST = new Pace(1, 2, 500_000, 8_000_000);
  private static final Pace QUIET = new Pace(0, 0, 8_000_000, 32_000_000);

  /** Probes until a leaf that is not compiled is counted again, and then twice as many. */
  private static final int PROBES_UNTIL_COUNTED_AGAIN = 16;

  /** Between looks for the first compiler's work. */
  private static final long PROFILE_PAUSE_NANOS = 2_000_000;

  private static final long PROFILE_LIMIT_NANOS = 6_000_000;
  private static final long LEAF_LIMIT_NANOS = 1_000_000_000;

  /** How long the warm-up waits for the end of a first inference. */
  private static final long FIRST_INFERENCE_LIMIT_MILLIS = 50;

  private final Kernels kernels;
  private final CountDownLatch smallLeaves = new CountDownLatch(1);
  private final CountDownLatch firstInference = new CountDownLatch(1);
  private final LeafCalls calls;

  /** Leaves, the first ones, that inferences may call. */
  private volatile int ready;

  /** Whether all that a first inference needs but leaves is there. */
  private volatile boolean isAwaited;

  private volatile boolean cancelled;

  private LeafWarmUp(Kernels kernels) {
    this.kernels = kernels;
    this.calls = new LeafCalls(kernels);
  }

  /** Begins to warm the leaves: first the small ones, together, and then the large ones. */
  static LeafWarmUp begin(Kernels kernels) {
    LeafWarmUp warmUp = new LeafWarmUp(kernels);
    Thread background = new Thread(warmUp::warm, "lathe-warm-up");
    background.setDaemon(true);
    background.start();
    return warmUp;
  }

  /** Lets inferences call all leaves as they are. */
  static LeafWarmUp none(Kernels kernels) {
    LeafWarmUp warmUp = new LeafWarmUp(kernels);
    warmUp.ready = kernels.leaves();
    warmUp.smallLeaves.countDown();
    return warmUp;
  }

  /** How many leaves, the first ones, inferences may call. */
  int ready() {
    return ready;
  }

  /**
   * Waits for the small leaves, so that a first inference runs compiled.
   *
   * @throws IllegalStateException if the warm-up has failed
   */
  void awaitSmallLeaves() {
    isAwaited = true;
    boolean interrupted = false;
    while (true) {
      try {
        smallLeaves.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (ready < kernels.smallLeaves()) {
      throw new IllegalStateException(
          "[WarmUp] the thread lathe-warm-up ended at leaf "
              + ready
              + " of "
              + kernels.leaves()
              + "; the exception that it printed says why; load with WarmUp.OFF to do without");
    }
  }

  /** Goes on, since an inference has ended. */
  void inferred() {
    firstInference.countDown();
  }

  /** Ends the warm-up of a model that nobody is going to run. */
  void cancel() {
    cancelled = true;
  }

  private void warm() {
    try {
      warmSmall(kernels.smallLeaves());
      smallLeaves.countDown();
      warmLarge(kernels.smallLeaves(), kernels.earlyLeaves(), FAST);
      warmLarge(kernels.earlyLeaves(), kernels.leaves(), QUIET);
    } finally {
      smallLeaves.countDown();
    }
  }

  /** Warms the small leaves together, and marks each as ready when it is compiled. */
  private void warmSmall(int until) {
    calls.start(0, until);
    for (int leaf = 0; leaf < until; leaf++) {
      awaitProfiled(leaf);
    }
    calls.countSmall(0, until);
    for (int leaf = 0; leaf < until && !cancelled; leaf++) {
      int current = leaf;
      awaitCompiled(leaf, FAST, () -> calls.countSmall(current, until));
      ready = leaf + 1;
    }
  }

  /** Warms the large leaves, and marks each as ready when it is compiled. */
  private void warmLarge(int from, int until, Pace pace) {
    int started = from;
    int counted = from;
    for (int leaf = from; leaf < until && !cancelled; leaf++) {
      giveWay();
      while (started < Math.min(leaf + 1 + pace.startedAhead, until)) {
        calls.start(started, ++started);
      }
      while (counted < Math.min(leaf + 1 + pace.countedAhead, until)) {
        awaitProfiled(counted);
        calls.count(counted++);
      }
      int current = leaf;
      int waiting = counted;
      awaitCompiled(
          leaf,
          pace,
          () -> {
            for (int again = current; again < waiting; again++) {
              calls.count(again);
            }
          });
      ready = leaf + 1;
    }
  }

  /** Waits for the end of a first inference that can begin, once. */
  private void giveWay() {
    if (isAwaited) {
      try {
        firstInference.await(FIRST_INFERENCE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        firstInference.countDown();
      } catch (InterruptedException e) {
        cancel();
      }
    }
  }

  private void awaitProfiled(int leaf) {
    long start = System.nanoTime();
    while (!calls.isProfiled(leaf)
        && !cancelled
        && System.nanoTime() - start < PROFILE_LIMIT_NANOS) {
      LockSupport.parkNanos(PROFILE_PAUSE_NANOS);
    }
  }

  /**
   * Waits until a leaf is compiled, at most for a second. HotSpot may have had too much to do to
   * count it, or given it up on an assumption that failed.
   */
  private void awaitCompiled(int leaf, Pace pace, Runnable countAgain) {
    long start = System.nanoTime();
    int untilCountedAgain = PROBES_UNTIL_COUNTED_AGAIN;
    for (int probe = 1; !calls.isCompiled(leaf) && !cancelled; probe++) {
      long waited = System.nanoTime() - start;
      if (waited > LEAF_LIMIT_NANOS) {
        break;
      }
      LockSupport.parkNanos(Math.min(pace.pause + waited / 8, pace.longestPause));
      if (probe == untilCountedAgain) {
        countAgain.run();
        untilCountedAgain *= 2;
      }
    }
  }
}
