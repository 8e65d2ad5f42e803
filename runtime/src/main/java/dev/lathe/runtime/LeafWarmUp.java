package dev.lathe.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JIT compile a network's leaves before inferences need them, on a daemon thread.
 *
 * <p>HotSpot counts calls, whatever they do, while vectors are slow until a leaf is compiled: each
 * operation allocates, and goes through its lanes one by one. So a leaf gets few calls that compute
 * something, for the profile, and thousands that compute nothing, for the count. Too few of the
 * former, or too short loops, tell C2 that a leaf's loops are rare and that registers are better
 * spent outside of them: good enough for small leaves, which stand in until the large ones are
 * ready. Too many fill the heap with vectors: a turn of a large leaf allocates some 6 KB.
 */
final class LeafWarmUp {

  /** Of calls, until the leaf is waiting for HotSpot's second compiler. */
  private static final int ROUNDS = 7;

  /**
   * Calls of a large leaf that compute something, in each round. With 2, or with 12 turns on the
   * average, a tile of 7 pixels by 3 vectors moves the addresses of arrays through vector registers
   * in its innermost loop; with 5 of 24 turns it does not. With 8 networks were some 1% slower than
   * with many more.
   */
  private static final int WORKING_CALLS = 24;

  /**
   * Calls that compute nothing, in each round. The second compiler is due after 5,000 calls, and
   * HotSpot looks at its counts every 1,024.
   */
  private static final int EMPTY_CALLS = 1_024;

  /** Of the inner loops, odd and even. */
  private static final int[] TURNS = {3, 47, 24, 47};

  /** Turns of a call that tells by its time whether the leaf is compiled. */
  private static final int PROBE_TURNS = 2;

  /** Such a call takes less than 100 ns compiled, and many microseconds otherwise. */
  private static final long COMPILED_NANOS = 1_200;

  private static final int COMPILED_PROBES = 3;

  /** A leaf that HotSpot gave up, say on an assumption that failed, is counted again. */
  private static final int PROBES_UNTIL_COUNTED_AGAIN = 20;

  /** Large leaves that wait for the compiler while one is compiled. */
  private static final int QUEUED = 1;

  /** What HotSpot's first compiler, which adds the profile, has for a leaf before it is counted. */
  private static final long FIRST_COMPILER_NANOS = 2_000_000;

  /** Between probes, at first and at most: while vectors are slow, a probe allocates too. */
  private static final long PAUSE_NANOS = 500_000;

  private static final long LONGEST_PAUSE_NANOS = 2_000_000;
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
      int next = Math.min(leaf + atATime, until);
      if (counted < next) {
        count(counted, next);
        counted = next;
      }
      awaitCompiled(leaf, Math.max(from, counted - atATime), counted);
      ready = leaf + 1;
    }
  }

  /**
   * Calls leaves until HotSpot wants to compile them. They take turns: HotSpot would inline a small
   * leaf that gets most of the calls into its caller, count it no longer, and leave the leaf itself
   * uncompiled.
   */
  private void count(int from, int until) {
    boolean large = from >= kernels.smallLeaves();
    for (int round = 0; round < ROUNDS; round++) {
      for (int call = round; call < round + (large ? WORKING_CALLS : 1); call++) {
        for (int leaf = from; leaf < until; leaf++) {
          kernels.warmUp(leaf, 1, TURNS[call % TURNS.length], in, weights, out);
        }
      }
      for (int call = 0; call < EMPTY_CALLS; call++) {
        for (int leaf = from; leaf < until; leaf++) {
          kernels.warmUp(leaf, 0, PROBE_TURNS, in, weights, out);
        }
      }
      if (large && round == 0) {
        LockSupport.parkNanos(FIRST_COMPILER_NANOS);
      }
    }
  }

  /** Waits for a leaf; while it is not compiled, those it was counted with are counted again. */
  private void awaitCompiled(int leaf, int from, int until) {
    long start = System.nanoTime();
    int quick = 0;
    int probes = 0;
    while (quick < COMPILED_PROBES && !cancelled && System.nanoTime() - start < LEAF_LIMIT_NANOS) {
      long probeStart = System.nanoTime();
      kernels.warmUp(leaf, 1, PROBE_TURNS, in, weights, out);
      quick = System.nanoTime() - probeStart < COMPILED_NANOS ? quick + 1 : 0;
      if (quick == 0) {
        long waited = System.nanoTime() - start;
        LockSupport.parkNanos(Math.min(PAUSE_NANOS + waited / 8, LONGEST_PAUSE_NANOS));
        if (++probes % PROBES_UNTIL_COUNTED_AGAIN == 0) {
          count(from, until);
        }
      }
    }
  }
}
