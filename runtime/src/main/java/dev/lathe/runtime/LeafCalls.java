package dev.lathe.runtime;

/**
 * Calls of a network's leaves that have the JIT compile them, and well.
 *
 * <p>HotSpot counts calls, whatever they do, while vectors are slow until a leaf is compiled: each
 * operation allocates, and goes through its lanes one by one. So a leaf gets many calls that
 * compute nothing, for the count, and a few that compute something, for the profile: of a tile of
 * many turns, as in an inference, and only once the first compiler, which adds the profile, is
 * through with the leaf. From a profile by which loops are short or rare, C2 keeps registers for
 * what is outside of them, and moves the addresses of arrays through vector registers in the
 * innermost: networks are 3 to 10% slower.
 */
final class LeafCalls {

  /** Calls of a leaf whose time is taken together. */
  private static final int BATCH = 64;

  /** Batches until a leaf is waiting for the first compiler, which is due after 200 calls. */
  private static final int FIRST_BATCHES = 4;

  /** How many times as fast as interpreted ones the calls are that the first compiler has seen. */
  private static final int SPEED_UP = 3;

  /**
   * Calls of a leaf that compute nothing until it is waiting for the second compiler, in rounds: it
   * is due after 5,000, and HotSpot looks at its counts every 1,024.
   */
  private static final int ROUNDS = 6;

  private static final int CALLS = 1_024;

  /** Of inner loops of small leaves, odd and even, by round; other rounds compute nothing. */
  private static final int[] SMALL_TURNS = {23, 24};

  /** The same of large leaves. */
  private static final int[] TURNS = {47, 48};

  /** Turns of the empty loop in calls that are only counted. */
  private static final int FEW = 2;

  /**
   * Turns of it in a call that tells by its time whether the leaf is compiled. HotSpot counts them
   * too: with 600 calls and 15,000 of both the second compiler is due. Ten of these calls must not
   * make it so for a leaf whose profile has no computing call yet, since C2 would leave out what
   * computes.
   */
  private static final int MANY = 1_024;

  /** Such a call takes some 30 ns if it is, the clock included, and more than 1,000 otherwise. */
  private static final long COMPILED_NANOS = 500;

  private final Kernels kernels;

  /** By leaf, what a batch takes before any compiler has seen it. */
  private final long[] interpreted;

  private final float[] in = new float[Kernels.SCRATCH];
  private final float[] weights = new float[Kernels.SCRATCH];
  private final float[] out = new float[Kernels.SCRATCH];

  LeafCalls(Kernels kernels) {
    this.kernels = kernels;
    this.interpreted = new long[kernels.leaves()];
  }

  /** Calls a leaf until HotSpot wants to compile it with a profile. */
  void start(int leaf) {
    interpreted[leaf] = Long.MAX_VALUE;
    for (int batch = 0; batch < FIRST_BATCHES; batch++) {
      interpreted[leaf] = Math.min(interpreted[leaf], batchNanos(leaf));
    }
  }

  /** Whether a leaf that was started has a profile: what comes before is not in it. */
  boolean isProfiled(int leaf) {
    return batchNanos(leaf) < interpreted[leaf] / SPEED_UP;
  }

  private long batchNanos(int leaf) {
    long start = System.nanoTime();
    for (int call = 0; call < BATCH; call++) {
      runEmpty(leaf, FEW);
    }
    return System.nanoTime() - start;
  }

  /**
   * Calls small leaves until HotSpot wants to compile them for good; again, as often once more.
   * They take turns: HotSpot would inline a leaf that gets most of the calls into its caller, count
   * it no longer, and leave the leaf itself uncompiled.
   */
  void countSmall(int from, int until) {
    count(from, until, SMALL_TURNS);
  }

  /** The same for a large leaf. */
  void count(int leaf) {
    count(leaf, leaf + 1, TURNS);
  }

  private void count(int from, int until, int[] turns) {
    for (int round = 0; round < ROUNDS; round++) {
      if (round < turns.length) {
        for (int leaf = from; leaf < until; leaf++) {
          kernels.warmUp(leaf, 0, 1, turns[round], in, weights, out);
        }
      }
      for (int call = 0; call < CALLS; call++) {
        for (int leaf = from; leaf < until; leaf++) {
          runEmpty(leaf, FEW);
        }
      }
    }
  }

  /** Whether a leaf is compiled for good; not, at times, if the call is interrupted. */
  boolean isCompiled(int leaf) {
    long start = System.nanoTime();
    runEmpty(leaf, MANY);
    return System.nanoTime() - start < COMPILED_NANOS;
  }

  /** Calls a leaf so that it computes nothing, but runs through its empty loop. */
  private void runEmpty(int leaf, int turns) {
    kernels.warmUp(leaf, turns, 0, FEW, in, weights, out);
  }
}
