package dev.lathe.runtime;

import dev.lathe.WeightsException;

/**
 * Packs dense layers with their weights as halves (IEEE half precision). A panel is one vector of
 * outputs: the biases, the factors of their sums, then for each two inputs one float per output
 * with the first input's half in its low 16 bits and the second's in its high ones. Outputs past
 * the last are zero, as is the second half of an odd last input.
 *
 * <p>Each output's weights are multiplied by a power of two that brings the largest into [2^14,
 * 2^15), so that no weight that matters is subnormal as a half: that would cost digits, and time in
 * every inference. The factors undo it.
 */
public final class Halves {

  /** A half's exponent and mantissa, read as the low bits of a float's, are 2^-112 of its value. */
  private static final int FLOAT_BIAS = 112;

  /** Of the largest weight as a half. */
  private static final int EXPONENT = 14;

  /** From here on a factor would be beyond a float's range. */
  private static final double LIMIT = 0x1p30;

  private Halves() {}

  /**
   * Packs the panels of a dense layer.
   *
   * @param name of the layer, for the exception
   * @param parameter whose norm, if any, is folded; weights (out, in)
   * @param scale multiplies each weight, not the bias; at most 1
   * @param packed receives the panels from {@code offset} on
   * @param lanes outputs of a panel
   * @throws WeightsException if a weight is not finite, or 2^30 or more
   */
  public static void panels(
      String name, Parameter parameter, float scale, float[] packed, int offset, int lanes) {
    float[] weights = parameter.weights();
    float[] bias = parameter.foldedBias();
    double[] scales = parameter.scales();
    int in = parameter.perOutput();
    int length = (2 + (in + 1) / 2) * lanes;
    double[] multipliers = new double[lanes];
    for (int first = 0; first < bias.length; first += lanes) {
      int outputs = Math.min(lanes, bias.length - first);
      int panel = offset + first / lanes * length;
      System.arraycopy(bias, first, packed, panel, outputs);
      for (int o = 0; o < outputs; o++) {
        double norm = scales[first + o];
        double largest = largest(weights, (first + o) * in, in) * Math.abs(norm);
        if (!(largest < LIMIT)) {
          throw new WeightsException(
              "[HalfWeight] %s has a weight of magnitude %s; halves hold what is below 2^30: declare denseWeights = SINGLE, or train the network again"
                  .formatted(name, largest));
        }
        int exponent = Math.max(Math.getExponent(largest), Float.MIN_EXPONENT);
        multipliers[o] = Math.scalb(norm, EXPONENT - exponent);
        packed[panel + lanes + o] = Math.scalb(scale, FLOAT_BIAS - EXPONENT + exponent);
      }
      for (int i = 0; i < in; i++) {
        int row = panel + (2 + i / 2) * lanes;
        for (int o = 0; o < outputs; o++) {
          float weight = (float) (weights[(first + o) * in + i] * multipliers[o]);
          int half = Float.floatToFloat16(weight);
          packed[row + o] =
              i % 2 == 0
                  ? Float.intBitsToFloat(half & 0xffff)
                  : Float.intBitsToFloat(Float.floatToRawIntBits(packed[row + o]) | half << 16);
        }
      }
    }
  }

  /** The largest magnitude of some weights; not a number if one of them is none. */
  private static float largest(float[] weights, int from, int count) {
    float largest = 0;
    for (int i = from; i < from + count; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    return largest;
  }
}
