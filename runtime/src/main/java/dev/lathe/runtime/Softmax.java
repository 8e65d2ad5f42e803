package dev.lathe.runtime;

/** Softmax over the channels of each pixel, in double and shifted by the largest value. */
public final class Softmax {

  private Softmax() {}

  /**
   * Computes e^x / Σ e^x.
   *
   * @param at index of the first pixel in {@code in}
   * @param to index of the first pixel in {@code out}; may be the same place
   * @param stride floats from pixel to pixel in both
   */
  public static void run(
      float[] in, int at, float[] out, int to, int pixels, int channels, int stride) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      int from = at + pixel * stride;
      float largest = in[from];
      for (int c = 1; c < channels; c++) {
        largest = Math.max(largest, in[from + c]);
      }
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += Math.exp(in[from + c] - (double) largest);
      }
      for (int c = 0; c < channels; c++) {
        out[to + pixel * stride + c] = (float) (Math.exp(in[from + c] - (double) largest) / sum);
      }
    }
  }
}
