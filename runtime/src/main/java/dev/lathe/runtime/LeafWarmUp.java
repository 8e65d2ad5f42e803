package dev.lathe.runtime;

/**
 * Calls a network's leaves, one after the other, on small tiles until they run at compiled speed.
 * Warming all of them in turn, instead of through whole inferences, gives the JIT little code at a
 * time, and keeps the interpreter away from the large tensors.
 */
final class LeafWarmUp {

  private static final int BATCH = 16;
  private static final int COMPILED_BATCHES = 4;

  /** A tiny call takes some 100 ns compiled and tens of microseconds interpreted. */
  private static final long COMPILED_NANOS = 1_200;

  private static final long LEAF_LIMIT_NANOS = 400_000_000;

  private LeafWarmUp() {}

  static void run(Kernels kernels) {
    float[] in = new float[Kernels.SCRATCH];
    float[] weights = new float[Kernels.SCRATCH];
    float[] out = new float[Kernels.SCRATCH];
    for (int leaf = 0; leaf < kernels.leaves(); leaf++) {
      warm(kernels, leaf, in, weights, out);
    }
  }

  private static void warm(Kernels kernels, int leaf, float[] in, float[] weights, float[] out) {
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
    }
  }
}
