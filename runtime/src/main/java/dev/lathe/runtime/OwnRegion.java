package dev.lathe.runtime;

/**
 * Arrays that G1 keeps in regions of their own, as it does with whatever is larger than half a
 * region: they begin where a region begins, and no collection moves them. So vectors that lie a
 * multiple of their length behind the array's header and the arena's first floats never cross a
 * cache line; where half of them do, depthwise convolutions take a fifth longer.
 */
final class OwnRegion {

  /** Bytes of the smallest regions, and of the largest that G1 chooses by itself. */
  private static final long SMALLEST = 1 << 20;

  private static final long LARGEST = 32 << 20;

  /** About how many of them G1 divides a heap into. */
  private static final long REGIONS = 2_048;

  private OwnRegion() {}

  /** Zeros, at least so many. */
  static float[] zeros(int length) {
    return new float[Math.max(length, halfRegion(Runtime.getRuntime().maxMemory()))];
  }

  /**
   * Floats of half a region, which with the array's header are more than that. (HotSpot,
   * G1HeapRegion::setup_heap_region_size, where no option sets the size.)
   *
   * @param heap bytes that the heap may grow to
   */
  static int halfRegion(long heap) {
    long size = Math.clamp(heap / REGIONS, SMALLEST, LARGEST);
    long region = Long.highestOneBit(2 * size - 1);
    return Math.toIntExact(region / 2 / Float.BYTES);
  }
}
