package dev.lathe.image;

/**
 * OpenCV's {@code INTER_LINEAR} for 8-bit images ({@code imgproc/resize.cpp}): each pixel mixes the
 * four nearest ones with fixed-point weights of 11 fractional bits, over columns and then over
 * rows, dropping bits between the passes as OpenCV does. (Builds of OpenCV that hand this to
 * Intel's IPP may differ by one level.)
 */
final class OpenCvResampler {

  private static final int ONE = 1 << 11;

  private OpenCvResampler() {}

  static Pixels resize(Pixels image, Axis vertical, Axis horizontal) {
    int channels = image.channels();
    Mix[] columns = mixes(horizontal);
    byte[] to = new byte[vertical.count() * horizontal.count() * channels];
    int at = 0;
    for (Mix row : mixes(vertical)) {
      for (Mix column : columns) {
        for (int c = 0; c < channels; c++) {
          int upper = column.of(image, row.near, c);
          int lower = column.of(image, row.far, c);
          int sum = weighted(upper, row.nearWeight) + weighted(lower, row.farWeight);
          to[at++] = (byte) ((sum + 2) >> 2);
        }
      }
    }
    return new Pixels(vertical.count(), horizontal.count(), channels, to);
  }

  /** A sample of 11 fractional bits times a weight of 11, cut to 2. */
  private static int weighted(int sample, int weight) {
    return ((sample >> 4) * weight) >> 16;
  }

  /** Two neighbouring rows or columns and their weights. */
  private record Mix(int near, int far, int nearWeight, int farWeight) {

    int of(Pixels image, int row, int channel) {
      int start = row * image.width();
      return sample(image, start + near, channel) * nearWeight
          + sample(image, start + far, channel) * farWeight;
    }

    private static int sample(Pixels image, int pixel, int channel) {
      return image.samples()[pixel * image.channels() + channel] & 0xff;
    }
  }

  private static Mix[] mixes(Axis axis) {
    Mix[] mixes = new Mix[axis.count()];
    int last = axis.from() - 1;
    double scale = 1 / ((double) axis.to() / axis.from()); // inverted twice, as OpenCV does
    for (int i = 0; i < mixes.length; i++) {
      float position = (float) ((axis.first() + i + 0.5) * scale - 0.5);
      int near = (int) Math.floor(position);
      float fraction = position - near;
      mixes[i] =
          new Mix(
              Math.clamp(near, 0, last),
              Math.clamp(near + 1, 0, last),
              (int) Math.rint((1 - fraction) * ONE),
              (int) Math.rint(fraction * ONE));
    }
    return mixes;
  }
}
