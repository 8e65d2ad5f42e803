package dev.lathe.processor.plan;

import java.util.List;

/**
 * What the planner knows of a processor.
 *
 * @param lanes floats of a vector
 * @param registers vector registers
 */
public record Machine(int lanes, int registers) {

  /** The processors that kernels are generated for, one per lane count. */
  public static final List<Machine> ALL =
      List.of(
          new Machine(16, 32), // AVX-512
          new Machine(8, 16), // AVX2
          new Machine(4, 32)); // NEON

  /**
   * Activations are stored with this many channels to a step on every machine, so that the arena is
   * the same everywhere, and rows begin on cache lines.
   */
  public static final int CHANNEL_STEP = 16;

  /**
   * Floats left free at an array's start: with the array's header of 16 bytes, those after them
   * begin on a cache line where the array does, as large ones do in G1's own regions.
   */
  public static final int ARRAY_LEAD = 12;

  /** What rows of a fused group may occupy while they pass from kernel to kernel: a part of L2. */
  public static final int RING_BYTES = 200 << 10;

  /** Tensors below this size stay in L2 anyway, so that fusing rows of them gains nothing. */
  public static final int RESIDENT_BYTES = 640 << 10;

  /** Vectors that hold the given channels. */
  public int vectors(int channels) {
    return (channels + lanes - 1) / lanes;
  }

  /** Channels as stored: rounded up to {@link #CHANNEL_STEP}. */
  public static int stored(int channels) {
    return (channels + CHANNEL_STEP - 1) / CHANNEL_STEP * CHANNEL_STEP;
  }
}
