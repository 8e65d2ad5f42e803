package dev.lathe.image;

import dev.lathe.annotation.Interpolation;

/**
 * Pillow's separable resampling of 8-bit images ({@code libImaging/Resample.c}): a filter, widened
 * by the scale where the image shrinks, goes over the rows and then over the columns. Its weights
 * are fixed-point numbers of 22 fractional bits, and each pass rounds to 8 bits.
 */
final class PillowResampler {

  private static final int PRECISION_BITS = 22;
  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private PillowResampler() {}

  static Pixels resize(Pixels image, Axis vertical, Axis horizontal, Interpolation interpolation) {
    Pixels narrowed = overColumns(image, taps(horizontal, interpolation));
    return overRows(narrowed, taps(vertical, interpolation));
  }

  /** The pixels that one pixel of the result reads: from {@code start}, one weight each. */
  @SuppressWarnings("ArrayRecordComponent") // local to this class
  private record Taps(int start, int[] weights) {}

  private static Taps[] taps(Axis axis, Interpolation interpolation) {
    Taps[] taps = new Taps[axis.count()];
    double scale = (double) axis.from() / axis.to();
    for (int i = 0; i < taps.length; i++) {
      double centre = (axis.first() + i + 0.5) * scale;
      taps[i] =
          interpolation == Interpolation.NEAREST
              ? new Taps((int) centre, new int[] {1 << PRECISION_BITS})
              : filtered(axis.from(), scale, centre, interpolation);
    }
    return taps;
  }

  private static Taps filtered(
      int pixels, double scale, double centre, Interpolation interpolation) {
    double widening = Math.max(scale, 1);
    double support = (interpolation == Interpolation.BICUBIC ? 2 : 1) * widening;
    int start = Math.max((int) (centre - support + 0.5), 0);
    int end = Math.min((int) (centre + support + 0.5), pixels);
    double[] weights = new double[end - start];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = Math.abs((i + start - centre + 0.5) * (1 / widening));
      weights[i] = interpolation == Interpolation.BICUBIC ? cubic(distance) : triangle(distance);
      sum += weights[i];
    }
    int[] fixed = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i] / sum * (1 << PRECISION_BITS);
      fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return new Taps(start, fixed);
  }

  private static double triangle(double distance) {
    return Math.max(1 - distance, 0);
  }

  /** Keys' cubic convolution with a = −0.5. */
  private static double cubic(double distance) {
    double a = -0.5;
    if (distance < 1) {
      return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
    }
    return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
  }

  private static Pixels overColumns(Pixels image, Taps[] taps) {
    int channels = image.channels();
    byte[] to = new byte[image.height() * taps.length * channels];
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      for (Taps tap : taps) {
        int from = (y * image.width() + tap.start) * channels;
        for (int c = 0; c < channels; c++) {
          to[at++] = weighted(image.samples(), from + c, channels, tap.weights);
        }
      }
    }
    return new Pixels(image.height(), taps.length, channels, to);
  }

  private static Pixels overRows(Pixels image, Taps[] taps) {
    int pitch = image.width() * image.channels();
    byte[] to = new byte[taps.length * pitch];
    int at = 0;
    for (Taps tap : taps) {
      for (int i = 0; i < pitch; i++) {
        to[at++] = weighted(image.samples(), tap.start * pitch + i, pitch, tap.weights);
      }
    }
    return new Pixels(taps.length, image.width(), image.channels(), to);
  }

  private static byte weighted(byte[] samples, int from, int step, int[] weights) {
    int sum = HALF;
    int at = from;
    for (int weight : weights) {
      sum += (samples[at] & 0xff) * weight;
      at += step;
    }
    return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
  }
}
