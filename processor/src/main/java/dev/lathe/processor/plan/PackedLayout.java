package dev.lathe.processor.plan;

/** Hands out places in the packed weights, each on a cache line. */
final class PackedLayout {

  private int length = Machine.ARRAY_LEAD;

  /** The offset of that many more floats. */
  int reserve(int floats) {
    int offset = length;
    length = Math.addExact(offset, (floats + 15) / 16 * 16);
    return offset;
  }

  /** Floats handed out. */
  int length() {
    return length;
  }
}
