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

  /** Calls until a leaf is waiting for the first compiler, which is due after 200. */
  private static final int FIRST_CALLS = 256;

  /** The first ones, which take longer. */
  private static final int UNLINKED_CALLS = 16;

  /**
   * Calls of a leaf that compute nothing until it is waiting for the second compiler, in rounds: it
   * is due after 5,000, and HotSpot looks at its counts every 1,024.
   */
  private static final int ROUNDS = 6;

  private static final int CALLS = 1_024;

  /** Computing calls come in every fourth round: from one to the next the compiler is not due. */
  private static final int COMPUTING = 4;

  /** Of inner loops of small leaves in calls that compute, odd and even. */
  private static final int[] SMALL_TURNS = {23, 24};

  /** The same of large leaves. */
  private static final int[] TURNS = {47, 48};

  /** Turns of the empty loop in calls that are only counted. */
  private static final int FEW = 2;

  /**
   * Turns of it in a call that tells by its time how the leaf is compiled. HotSpot counts them too:
   * with 600 calls and 15,000 of both the second compiler is due.
   */
  private static final int MANY = 1_024;

  /**
   * How many times as long as the first compiler's code the interpreter takes for them: 7 to 16.
   */
  private static final int SPEED_UP = 3;

  /** They take no time if the leaf is compiled for good, and otherwise 500 ns at least. */
  private static final long COMPILED_NANOS = 250;

  private final Kernels kernels;

  /** The least that a call takes with hardly any turns. */
  private long callNanos = Long.MAX_VALUE;

  /** The least that the turns take by the interpreter; less, if a leaf was compiled before. */
  private long interpretedNanos = Long.MAX_VALUE;

  private final float[] in = new float[Kernels.SCRATCH];
  private final float[] weights = new float[Kernels.SCRATCH];
  private final float[] out = new float[Kernels.SCRATCH];

  LeafCalls(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Calls leaves in turn until HotSpot wants to compile them with a profile. */
  void start(int from, int until) {
    for (int first = 0; first < FIRST_CALLS; first++) {
      for (int leaf = from; leaf < until; leaf++) {
        if (first == UNLINKED_CALLS) {
          interpretedNanos = Math.min(interpretedNanos, turnsNanos(leaf));
        }
        callNanos = Math.min(callNanos, emptyNanos(leaf, FEW));
      }
    }
  }

  /** Whether a leaf that was started has a profile, or had one before: what comes now is in it. */
  boolean isProfiled(int leaf) {
    return turnsNanos(leaf) < Math.max(interpretedNanos / SPEED_UP, COMPILED_NANOS);
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
      if (round % COMPUTING == 0) {
        for (int leaf = from; leaf < until; leaf++) {
          compute(leaf, turns[round / COMPUTING]);
        }
      }
      for (int call = 0; call < CALLS; call++) {
        for (int leaf = from; leaf < until; leaf++) {
          runEmpty(leaf, FEW);
        }
      }
    }
  }

  /**
   * Whether a leaf is compiled for good; not, at times, if a call is interrupted. C2 leaves out
   * what it has seen no call do: one that does has the leaf interpreted again.
   */
  boolean isCompiled(int leaf) {
    if (!takesNoTime(leaf)) {
      return false;
    }
    for (int turns : SMALL_TURNS) {
      compute(leaf, turns);
    }
    return takesNoTime(leaf);
  }

  private boolean takesNoTime(int leaf) {
    return turnsNanos(leaf) < COMPILED_NANOS;
  }

  /** What many turns of a leaf's empty loop take; a call before has what it needs in the caches. */
  private long turnsNanos(int leaf) {
    callNanos = Math.min(callNanos, emptyNanos(leaf, FEW));
    return emptyNanos(leaf, MANY) - callNanos;
  }

  private long emptyNanos(int leaf, int turns) {
    long start = System.nanoTime();
    runEmpty(leaf, turns);
    return System.nanoTime() - start;
  }

  private void compute(int leaf, int turns) {
    kernels.warmUp(leaf, 0, 1, turns, in, weights, out);
  }

  /** Calls a leaf so that it computes nothing, but runs through its empty loop. */
  private void runEmpty(int leaf, int turns) {
    kernels.warmUp(leaf, turns, 0, FEW, in, weights, out);
  }
}
