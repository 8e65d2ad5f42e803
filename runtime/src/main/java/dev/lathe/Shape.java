package dev.lathe;

/**
 * The shape of an activation tensor, always height × width × channels (H×W×C).
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels channels, at least 1
 */
public record Shape(int height, int width, int channels) {

  /**
   * Checks the extents.
   *
   * @throws IllegalArgumentException if an extent is below 1 or the tensor has 2^31 elements or
   *     more
   */
  public Shape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a shape needs positive extents, but is " + text(height, width, channels));
    }
    if (Math.multiplyHigh((long) height * width, channels) != 0
        || (long) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          text(height, width, channels) + " has more than 2^31 - 1 elements");
    }
  }

  /** Height × width, the number of pixels. */
  public int pixels() {
    return height * width;
  }

  /** Height × width × channels, the number of floats of the tensor in H×W×C order. */
  public int elements() {
    return height * width * channels;
  }

  /** The same pixels with other channels. */
  public Shape withChannels(int newChannels) {
    return new Shape(height, width, newChannels);
  }

  /** {@code "56x56x24"}. */
  @Override
  public String toString() {
    return text(height, width, channels);
  }

  private static String text(int height, int width, int channels) {
    return height + "x" + width + "x" + channels;
  }
}
