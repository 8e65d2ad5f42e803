package dev.lathe.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JIT compile a network's leaves before inferences need them, on a daemon thread.
 *
 * <p>HotSpot counts calls, whatever they do, while vectors are slow until a leaf is compiled: each
 * operation allocates, and goes through its lanes one by one. So a leaf gets few calls that compute
 * something, for the profile, and thousands that compute nothing, for the count. Too few of the
 * former tell C2 that a leaf's loops are rare and that registers are better spent outside of them:
 * good enough for small leaves, which stand in until the large ones are ready.
 */
final class LeafWarmUp {

  /** Of calls, until the leaf is waiting for HotSpot's second compiler. */
  private static final int ROUNDS = 8;

  /**
   * Calls of a large leaf that compute something, in each round. With 30, a tile of 7 pixels by 2
   * vectors moved the addresses of arrays through vector registers in its innermost loop, as with
   * 1; with 100 it does not, and MobileNetV1 is 7% faster.
   */
  private static final int WORKING_CALLS = 100;

  /**
   * Calls that compute nothing, in each round. The second compiler is due after 5,000 calls, and
   * HotSpot looks at its counts every 1,024.
   */
  private static final int EMPTY_CALLS = 1_024;

  /** Of the inner loops. Short ones alone would leave a leaf slower for good. */
  private static final int[] TURNS = {3, 24, 8, 47};

  /** Turns of a call that tells by its time whether the leaf is compiled. */
  private static final int PROBE_TURNS = 16;

  /** Such a call takes some 100 ns compiled, and tens of microseconds otherwise. */
  private static final long COMPILED_NANOS = 1_200;

  private static final int COMPILED_PROBES = 3;

  /** A leaf that HotSpot gave up, say on an assumption that failed, is counted again. */
  private static final int PROBES_UNTIL_COUNTED_AGAIN = 32;

  /** Large leaves that wait for the compiler while one is compiled. */
  private static final int QUEUED = 1;

  private static final long PAUSE_NANOS = 500_000;
  private static final long LEAF_LIMIT_NANOS = 1_000_000_000;

  private final Kernels kernels;
  private final CountDownLatch smallLeaves = new CountDownLatch(1);
  private final float[] in = new float[Kernels.SCRATCH];
  private final float[] weights = new float[Kernels.SCRATCH];
  private final float[] out = new float[Kernels.SCRATCH];

  /** Leaves, the first ones, that inferences may call. */
  private volatile int ready;

  private volatile boolean cancelled;

  private LeafWarmUp(Kernels kernels) {
    this.kernels = kernels;
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

  /** Ends the warm-up of a model that nobody is going to run. */
  void cancel() {
    cancelled = true;
  }

  private void warm() {
    try {
      int small = kernels.smallLeaves();
      warm(0, small, small);
      smallLeaves.countDown();
      warm(small, kernels.leaves(), 1 + QUEUED);
    } finally {
      smallLeaves.countDown();
    }
  }

  /** Warms some leaves, so many at a time, and marks each as ready when it is compiled. */
  private void warm(int from, int until, int atATime) {
    int counted = from;
    for (int leaf = from; leaf < until && !cancelled; leaf++) {
      for (; counted < Math.min(leaf + atATime, until); counted++) {
        count(counted, counted < kernels.smallLeaves() ? 1 : WORKING_CALLS);
      }
      awaitCompiled(leaf);
      ready = leaf + 1;
    }
  }

  /** Calls a leaf until HotSpot wants to compile it. */
  private void count(int leaf, int workingCalls) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int call = round; call < round + workingCalls; call++) {
        kernels.warmUp(leaf, 1 + (call >> 2 & 1), TURNS[call % TURNS.length], in, weights, out);
      }
      for (int call = 0; call < EMPTY_CALLS; call++) {
        kernels.warmUp(leaf, 0, PROBE_TURNS, in, weights, out);
      }
    }
  }

  private void awaitCompiled(int leaf) {
    long start = System.nanoTime();
    int quick = 0;
    int probes = 0;
    while (quick < COMPILED_PROBES && !cancelled && System.nanoTime() - start < LEAF_LIMIT_NANOS) {
      long probeStart = System.nanoTime();
      kernels.warmUp(leaf, 1, PROBE_TURNS, in, weights, out);
      quick = System.nanoTime() - probeStart < COMPILED_NANOS ? quick + 1 : 0;
      if (quick == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (++probes % PROBES_UNTIL_COUNTED_AGAIN == 0) {
          count(leaf, 1);
        }
      }
    }
  }
}
