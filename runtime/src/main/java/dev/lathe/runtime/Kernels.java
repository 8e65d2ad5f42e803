package dev.lathe.runtime;

/** The generated kernels of one network for one lane count. */
public interface Kernels {

  /** Floats of each array that {@link #warmUp} gets. */
  int SCRATCH = 1 << 16;

  /** Floats of the arena that one inference needs. */
  int arenaLength();

  /** Floats of the packed weights. */
  int packedLength();

  /** Writes the weights in the order in which the kernels stream them. */
  void pack(Parameters parameters, float[] packed);

  /**
   * Computes one inference.
   *
   * @param input H×W×C
   * @param output H×W×C
   * @param arena {@link #arenaLength()} floats, all zero when first used
   * @param packed what {@link #pack} wrote
   */
  void run(float[] input, float[] output, float[] arena, float[] packed);

  /** The number of leaves, the methods that hold vectors. */
  int leaves();

  /**
   * How many of the leaves, the first ones, are small. They are called until {@link #compiled} has
   * named the large ones, with the same results to the last bit.
   */
  int smallLeaves();

  /** Lets kernels call a large leaf. Takes effect at once or a little later on other threads. */
  void compiled(int leaf);

  /**
   * Calls one leaf on a tile of made-up numbers, so that the JIT compiles it.
   *
   * @param leaf below {@link #leaves()}
   * @param round varies the trip counts, so that no branch looks dead
   * @param in at least {@link #SCRATCH} floats, as have the other two
   */
  void warmUp(int leaf, int round, float[] in, float[] weights, float[] out);
}
