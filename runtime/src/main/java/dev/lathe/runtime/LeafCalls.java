package dev.lathe.runtime;

/**
 * Calls of a network's leaves that have the JIT compile them, and well.
 *
 * <p>HotSpot counts calls, whatever they do, while vectors are slow until a leaf is compiled: each
 * operation allocates, and goes through its lanes one by one. So a leaf gets many calls that
 * compute nothing, for the count, and few that compute something, for the profile: they are as long
 * as an inference's, some tiles of many turns, and the others return before the first loop. From a
 * profile by which loops are short or rare, C2 keeps registers for what is outside of them, and
 * moves the addresses of arrays through vector registers in the innermost: networks are 5 to 10%
 * slower.
 */
final class LeafCalls {

  /** Of calls of small leaves, until they are waiting for HotSpot's second compiler. */
  private static final int ROUNDS = 7;

  /**
   * Calls of small leaves that compute nothing, in each round. The second compiler is due after
   * 5,000 calls, and HotSpot looks at its counts every 1,024.
   */
  private static final int EMPTY_CALLS = 1_024;

  /** Of inner loops of small leaves, odd and even; one round with each computes something. */
  private static final int[] SMALL_TURNS = {23, 24};

  /** The same of large leaves; one call with each computes something. */
  private static final int[] TURNS = {47, 48};

  /** Calls of a large leaf whose time is taken together. */
  private static final int BATCH = 64;

  /** Batches until a large leaf is waiting for the first compiler, which adds the profile. */
  private static final int FIRST_BATCHES = 4;

  /** How many times as fast as interpreted ones the calls are that the first compiler has seen. */
  private static final int SPEED_UP = 3;

  /**
   * Empty calls of a large leaf until it is waiting for the second compiler, which is due after
   * 5,000 calls; HotSpot looks at its counts every 1,024.
   */
  private static final int CALLS = 6_200;

  /** Turns of a call that tells by its time whether the leaf is compiled. */
  private static final int PROBE_TURNS = 2;

  /** Turns of a call that confirms it. */
  private static final int CONFIRMING_TURNS = 24;

  /** Such calls in a row, of which the first may wait for memory. */
  private static final int PROBES = 4;

  /** The first call takes less than 100 ns compiled, and many microseconds otherwise. */
  private static final long COMPILED_NANOS = 1_200;

  /**
   * The other takes some 300 ns compiled. It takes 10 microseconds otherwise, if HotSpot has come
   * to compile the operations of vectors by themselves; the first takes as long as if compiled
   * then.
   */
  private static final long CONFIRMED_NANOS = 2_400;

  /** Beyond this it is not for memory that a call takes long. */
  private static final long NOT_COMPILED_NANOS = 20_000;

  private final Kernels kernels;

  /** By large leaf, what a batch takes before any compiler has seen it. */
  private final long[] interpreted;

  private final float[] in = new float[Kernels.SCRATCH];
  private final float[] weights = new float[Kernels.SCRATCH];
  private final float[] out = new float[Kernels.SCRATCH];

  LeafCalls(Kernels kernels) {
    this.kernels = kernels;
    this.interpreted = new long[kernels.leaves()];
  }

  /**
   * Calls small leaves until HotSpot wants to compile them. They take turns: HotSpot would inline a
   * leaf that gets most of the calls into its caller, count it no longer, and leave the leaf itself
   * uncompiled.
   */
  void countSmall(int until) {
    countSmall(0, until, SMALL_TURNS.length);
  }

  /** Calls small leaves as often once more. */
  void countSmallAgain(int from, int until) {
    countSmall(from, until, 1);
  }

  private void countSmall(int from, int until, int roundsThatCompute) {
    for (int round = 0; round < ROUNDS; round++) {
      if (round < roundsThatCompute) {
        for (int leaf = from; leaf < until; leaf++) {
          call(leaf, 1, SMALL_TURNS[round]);
        }
      }
      for (int call = 0; call < EMPTY_CALLS; call++) {
        for (int leaf = from; leaf < until; leaf++) {
          call(leaf, 0, PROBE_TURNS);
        }
      }
    }
  }

  /** Calls a large leaf until HotSpot wants to compile it with a profile. */
  void start(int leaf) {
    call(leaf, 1, PROBE_TURNS);
    interpreted[leaf] = Long.MAX_VALUE;
    for (int batch = 0; batch < FIRST_BATCHES; batch++) {
      interpreted[leaf] = Math.min(interpreted[leaf], batchNanos(leaf));
    }
  }

  /** Whether a large leaf has a profile: what comes before is not in it. */
  boolean isProfiled(int leaf) {
    return batchNanos(leaf) < interpreted[leaf] / SPEED_UP;
  }

  private long batchNanos(int leaf) {
    long start = System.nanoTime();
    for (int call = 0; call < BATCH; call++) {
      call(leaf, 0, PROBE_TURNS);
    }
    return System.nanoTime() - start;
  }

  /** Calls a large leaf until HotSpot wants to compile it for good; again, as often once more. */
  void count(int leaf) {
    for (int turns : TURNS) {
      call(leaf, Kernels.TILES, turns);
      for (int call = 0; call < CALLS / TURNS.length; call++) {
        call(leaf, 0, PROBE_TURNS);
      }
    }
  }

  /** Whether a leaf is compiled for good. */
  boolean isCompiled(int leaf) {
    return takes(leaf, PROBE_TURNS, COMPILED_NANOS)
        && takes(leaf, CONFIRMING_TURNS, CONFIRMED_NANOS);
  }

  /** Whether a call takes less than some nanoseconds. */
  private boolean takes(int leaf, int turns, long nanos) {
    for (int probe = 0; probe < PROBES; probe++) {
      long start = System.nanoTime();
      call(leaf, 1, turns);
      long taken = System.nanoTime() - start;
      if (taken < nanos) {
        return true;
      } else if (taken > NOT_COMPILED_NANOS) {
        return false;
      }
    }
    return false;
  }

  private void call(int leaf, int tiles, int turns) {
    kernels.warmUp(leaf, tiles, turns, in, weights, out);
  }
}
