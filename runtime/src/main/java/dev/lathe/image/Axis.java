package dev.lathe.image;

/**
 * One direction of a resize: a run of the pixels that a full resize would give. The rest, which a
 * crop drops, is never computed.
 *
 * @param from pixels of the original
 * @param to pixels of the resized image
 * @param first the first pixel wanted of those
 * @param count how many are wanted
 */
record Axis(int from, int to, int first, int count) {

  /** All pixels of the resized image. */
  static Axis whole(int from, int to) {
    return new Axis(from, to, 0, to);
  }

  /** The {@code count} pixels in the middle; of an odd rest, halves round to even as in Python. */
  static Axis centre(int from, int to, int count) {
    return new Axis(from, to, (int) Math.rint((to - count) / 2.0), count);
  }
}
