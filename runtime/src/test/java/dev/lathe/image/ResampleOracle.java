package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotation.Interpolation;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Resampling written straight from its definition: sums over all source pixels. */
final class ResampleOracle {

  private ResampleOracle() {}

  static Pixels noise(int height, int width, int channels, long seed) {
    byte[] samples = new byte[height * width * channels];
    new Random(seed).nextBytes(samples);
    return new Pixels(height, width, channels, samples);
  }

  /** Weights of 22 fractional bits, each pass rounded to 8 bits, as Pillow documents. */
  static byte[] convolved(Pixels image, int toHeight, int toWidth, Interpolation interpolation) {
    DoubleUnaryOperator filter =
        interpolation == Interpolation.BICUBIC ? ResampleOracle::cubic : x -> Math.max(0, 1 - x);
    double[][] across = weights(image.width(), toWidth, filter);
    double[][] down = weights(image.height(), toHeight, filter);
    double[] mixed = mixed(image, across, down, true);
    byte[] rounded = new byte[mixed.length];
    for (int i = 0; i < mixed.length; i++) {
      rounded[i] = (byte) Math.clamp(Math.floor(mixed[i] + 0.5), 0, 255);
    }
    return rounded;
  }

  /** The four neighbours of each centre, nothing rounded. */
  static double[] linear(Pixels image, int toHeight, int toWidth) {
    return mixed(
        image, neighbours(image.width(), toWidth), neighbours(image.height(), toHeight), false);
  }

  static void assertWithinOneLevel(Pixels actual, double[] expected) {
    assertThat(actual.samples()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double exact = expected[i];
      assertThat((double) (actual.samples()[i] & 0xff))
          .as("sample %d", i)
          .isBetween(exact - 1, exact + 1);
    }
  }

  private static double[] mixed(Pixels image, double[][] across, double[][] down, boolean round) {
    int channels = image.channels();
    double[] result = new double[down.length * across.length * channels];
    for (int i = 0; i < result.length; i++) {
      int c = i % channels;
      int x = i / channels % across.length;
      int y = i / channels / across.length;
      for (int sy = 0; sy < image.height(); sy++) {
        double row = 0;
        for (int sx = 0; sx < image.width(); sx++) {
          int sample = image.samples()[(sy * image.width() + sx) * channels + c] & 0xff;
          row += across[x][sx] * sample;
        }
        result[i] += down[y][sy] * (round ? Math.clamp(Math.floor(row + 0.5), 0, 255) : row);
      }
    }
    return result;
  }

  private static double[][] weights(int from, int to, DoubleUnaryOperator filter) {
    double scale = (double) from / to;
    double widening = Math.max(1, scale);
    double[][] weights = new double[to][from];
    for (int x = 0; x < to; x++) {
      double sum = 0;
      for (int s = 0; s < from; s++) {
        weights[x][s] = filter.applyAsDouble(Math.abs(s + 0.5 - (x + 0.5) * scale) / widening);
        sum += weights[x][s];
      }
      for (int s = 0; s < from; s++) {
        double weight = weights[x][s] / sum * (1 << 22);
        weights[x][s] = Math.copySign(Math.floor(Math.abs(weight) + 0.5), weight) / (1 << 22);
      }
    }
    return weights;
  }

  private static double[][] neighbours(int from, int to) {
    double[][] weights = new double[to][from];
    for (int x = 0; x < to; x++) {
      double position = Math.clamp((x + 0.5) * from / to - 0.5, 0, from - 1);
      int near = (int) position;
      weights[x][near] += 1 - (position - near);
      weights[x][Math.min(near + 1, from - 1)] += position - near;
    }
    return weights;
  }

  /** Keys (1981), a = −1/2, as its two polynomials are printed. */
  private static double cubic(double x) {
    if (x < 1) {
      return 1.5 * x * x * x - 2.5 * x * x + 1;
    }
    return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
  }
}
