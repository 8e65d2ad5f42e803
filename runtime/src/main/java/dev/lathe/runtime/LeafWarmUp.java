package dev.lathe.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Calls a network's leaves, one after the other, on small tiles until they run at compiled speed.
 * Warming all of them in turn, instead of through whole inferences, gives the JIT little code at a
 * time, and keeps the interpreter away from the large tensors.
 */
public final class LeafWarmUp {

  private static final int BATCH = 16;
  private static final int COMPILED_BATCHES = 4;

  /** A tiny call takes some 100 ns compiled and tens of microseconds interpreted. */
  private static final long COMPILED_NANOS = 1_200;

  /** The interpreter gets calls of a few turns; HotSpot's first compiler takes over after 200. */
  private static final int INTERPRETED_ROUNDS = 512;

  /**
   * By then HotSpot has queued the leaf for its second compiler, which needs the processor more.
   */
  private static final int QUEUED_ROUNDS = 2_048;

  private static final long PAUSE_NANOS = 500_000;
  private static final long LEAF_LIMIT_NANOS = 1_000_000_000;

  private final Kernels kernels;

  /** Leaves, the first ones, that inferences may call. */
  private volatile int ready;

  private LeafWarmUp(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Turns of a leaf's inner loop in a round of the warm-up: realistic in half of the calls that are
   * profiled, since code that has only seen short loops stays slower for good.
   */
  public static int run(int round) {
    return round < INTERPRETED_ROUNDS || (round & 1) == 1 ? 1 + (round & 3) : 64;
  }

  /**
   * Warms the small leaves, so that a first inference runs compiled, and has a daemon thread warm
   * the large ones, each of which takes over when it is compiled.
   */
  static LeafWarmUp begin(Kernels kernels) {
    LeafWarmUp warmUp = new LeafWarmUp(kernels);
    warmUp.warm(0, kernels.smallLeaves());
    Thread background =
        new Thread(() -> warmUp.warm(kernels.smallLeaves(), kernels.leaves()), "lathe-warm-up");
    background.setDaemon(true);
    background.start();
    return warmUp;
  }

  /** Lets inferences call all leaves as they are. */
  static LeafWarmUp none(Kernels kernels) {
    LeafWarmUp warmUp = new LeafWarmUp(kernels);
    warmUp.ready = kernels.leaves();
    return warmUp;
  }

  /** How many leaves, the first ones, inferences may call. */
  int ready() {
    return ready;
  }

  private void warm(int from, int until) {
    float[] in = new float[Kernels.SCRATCH];
    float[] weights = new float[Kernels.SCRATCH];
    float[] out = new float[Kernels.SCRATCH];
    for (int leaf = from; leaf < until; leaf++) {
      warm(leaf, in, weights, out);
      ready = leaf + 1;
    }
  }

  private void warm(int leaf, float[] in, float[] weights, float[] out) {
    long start = System.nanoTime();
    int compiledBatches = 0;
    int round = 0;
    while (compiledBatches < COMPILED_BATCHES && System.nanoTime() - start < LEAF_LIMIT_NANOS) {
      long batchStart = System.nanoTime();
      for (int call = 0; call < BATCH; call++) {
        kernels.warmUp(leaf, round++, in, weights, out);
      }
      long nanosPerCall = (System.nanoTime() - batchStart) / BATCH;
      compiledBatches = nanosPerCall < COMPILED_NANOS ? compiledBatches + 1 : 0;
      if (compiledBatches == 0 && round > QUEUED_ROUNDS) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
