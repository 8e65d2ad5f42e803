package dev.lathe.runtime;

/** The generated kernels of one network for one lane count. */
public interface Kernels {

  /** Floats of each array that {@link #warmUp} gets. */
  int SCRATCH = 1 << 16;

  /**
   * The last place in an array that leaves compute with, 2^30 - 1: the sum of two places is a
   * positive integer, so that HotSpot's second compiler need not extend each sum to 64 bits.
   */
  int LAST_PLACE = (1 << 30) - 1;

  /**
   * The last input channel that leaves count, 2^25 - 1: a place and 16 weights for each channel are
   * a positive integer too.
   */
  int LAST_CHANNEL = (1 << 25) - 1;

  /**
   * Floats of the arena that one inference needs.
   *
   * @param parts into which its steps are divided
   */
  int arenaLength(int parts);

  /** Floats of the packed weights. */
  int packedLength();

  /** Writes the weights in the order in which the kernels stream them. */
  void pack(Parameters parameters, float[] packed);

  /** The steps of an inference, each of which needs what all parts of those before it computed. */
  int steps();

  /**
   * Computes one part of a step.
   *
   * @param step below {@link #steps()}
   * @param part below {@code parts}
   * @param parts into which every step of the inference is divided; the output is the same to the
   *     last bit for every number
   * @param ready how many leaves, the first ones, may be called; at least {@link #smallLeaves()},
   *     and the same throughout an inference
   * @param inputs an array for each input, H×W×C, in the network's order
   * @param outputs an array for each output, likewise
   * @param arena at least {@link #arenaLength} floats, all zero when first used
   * @param packed what {@link #pack} wrote
   */
  void run(
      int step,
      int part,
      int parts,
      int ready,
      float[][] inputs,
      float[][] outputs,
      float[] arena,
      float[] packed);

  /** The number of leaves, the methods that hold vectors. */
  int leaves();

  /**
   * How many of the leaves, the first ones, are small. They stand in for all others, with the same
   * results to the last bit.
   */
  int smallLeaves();

  /**
   * How many of the leaves, the first ones, are small or serve many layers, and stand in for those
   * behind them, which are for few.
   */
  int earlyLeaves();

  /**
   * Calls one leaf on a tile of made-up numbers, so that the JIT compiles it.
   *
   * @param leaf below {@link #leaves()}
   * @param at where it begins to read, 0; if it computes nothing, the turns of an empty loop, for
   *     which it takes time until the JIT's second compiler has compiled it
   * @param tiles turns of its outermost loop, 1; with 0 it computes nothing
   * @param turns of the loops inside
   * @param in at least {@link #SCRATCH} floats, as have the other two
   */
  void warmUp(int leaf, int at, int tiles, int turns, float[] in, float[] weights, float[] out);
}
