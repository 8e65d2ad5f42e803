package dev.lathe.runtime;

/**
 * Packs the filters of 3×3 convolutions that are computed by Winograd's F(2×2, 3×3): each 3×3
 * filter g becomes the 4×4 positions G·g·Gᵀ, in double until they are stored (Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks", 2015).
 */
public final class Winograd {

  private static final int POSITIONS = 16;
  private static final int TAPS = 9;

  /** The position that each of a patch's outputs contains once: it takes the bias. */
  private static final int BIASED = 5;

  private Winograd() {}

  /**
   * Packs panels: for each of the 16 positions the biases, zero in all but one, then for each input
   * channel one weight per output channel.
   *
   * @param parameter whose norm, if any, is folded; weights (out, in, 3, 3)
   * @param packed receives the panels from {@code offset} on
   * @param channel the first output channel of the first panel
   * @param width output channels of a panel
   * @param panels how many panels follow each other
   * @param run input channels that a panel has room for
   */
  public static void panels(
      Parameter parameter,
      float[] packed,
      int offset,
      int channel,
      int width,
      int panels,
      int run) {
    int out = parameter.bias().length;
    float[] weights = parameter.weights();
    int in = parameter.perOutput() / TAPS;
    int position = (1 + run) * width;
    float[] bias = parameter.foldedBias();
    double[] scales = parameter.scales();
    for (int panel = 0; panel < panels; panel++) {
      int first = channel + panel * width;
      int until = Math.min(first + width, out);
      int base = offset + panel * POSITIONS * position;
      System.arraycopy(bias, first, packed, base + BIASED * position, until - first);
      for (int i = 0; i < in; i++) {
        for (int o = first; o < until; o++) {
          int place = base + (1 + i) * width + o - first;
          transform(weights, (o * in + i) * TAPS, scales[o], packed, place, position);
        }
      }
    }
  }

  /** The positions of one filter, {@code step} floats apart. */
  private static void transform(
      float[] weights, int at, double scale, float[] packed, int place, int step) {
    for (int y = 0; y < 4; y++) {
      double left = row(weights, at, y) * scale;
      double middle = row(weights, at + 1, y) * scale;
      double right = row(weights, at + 2, y) * scale;
      int to = place + 4 * y * step;
      packed[to] = (float) left;
      packed[to + step] = (float) ((left + middle + right) / 2);
      packed[to + 2 * step] = (float) ((left - middle + right) / 2);
      packed[to + 3 * step] = (float) right;
    }
  }

  /** Row {@code y} of G times a column of the filter. */
  private static double row(float[] weights, int column, int y) {
    double top = weights[column];
    double middle = weights[column + 3];
    double bottom = weights[column + 6];
    return switch (y) {
      case 0 -> top;
      case 1 -> (top + middle + bottom) / 2;
      case 2 -> (top - middle + bottom) / 2;
      default -> bottom;
    };
  }
}
