package dev.lathe.runtime;

/**
 * Writes weights into the order in which the kernels stream them. A panel is a few vectors of
 * output channels: its biases, then for each input (kernel row, kernel column, channel) one weight
 * per output channel. Channels past the last are zero.
 */
public final class Pack {

  /** Output channels that are read at a time: a cache line of each input's packed weights. */
  private static final int CHANNELS = 16;

  private Pack() {}

  /**
   * Packs panels of a convolution or a dense layer.
   *
   * <p>In a grouped convolution a panel may span several groups; it then reads the channels of all
   * of them, with zeros where an output does not belong to the group.
   *
   * @param parameter whose norm, if any, is folded; weights (out, groupIn, taps)
   * @param groups groups of the convolution
   * @param taps kernel height × width
   * @param scale multiplies each weight, not the bias
   * @param packed receives the panels from {@code offset} on
   * @param channel the first output channel of the first panel
   * @param width output channels of a panel
   * @param panels how many panels follow each other
   * @param run input channels that a panel reads, the most of any panel
   */
  public static void panels(
      Parameter parameter,
      int groups,
      int taps,
      float scale,
      float[] packed,
      int offset,
      int channel,
      int width,
      int panels,
      int run) {
    int out = parameter.bias().length;
    int groupOut = out / groups;
    int perOutput = parameter.perOutput();
    int groupIn = perOutput / taps;
    // a few channels at a time: new memory would take as long as packing what it holds
    float[] weights = new float[Math.min(width, CHANNELS) * perOutput];
    float[] bias = parameter.foldedBias();
    double[] scales = parameter.scales();
    for (int panel = 0; panel < panels; panel++) {
      int first = channel + panel * width;
      int until = Math.min(first + width, out);
      int base = offset + panel * (1 + taps * run) * width;
      System.arraycopy(bias, first, packed, base, until - first);
      for (int read = first; read < until; read += CHANNELS) {
        int end = Math.min(read + CHANNELS, until);
        parameter.values().copy(read * perOutput, (end - read) * perOutput, weights);
        for (int group = read / groupOut; group * groupOut < end; group++) {
          int from = Math.max(read, group * groupOut);
          int to = Math.min(end, (group + 1) * groupOut);
          int shift = (group - first / groupOut) * groupIn;
          int place = base + (1 + shift) * width + from - first;
          segment(weights, read, groupIn, taps, scales, scale, packed, place, from, to, width, run);
        }
      }
    }
  }

  /**
   * The outputs {@code from} to {@code to}, all of one group; inner loops write in sequence.
   *
   * @param weights from those of the output {@code read} on
   */
  private static void segment(
      float[] weights,
      int read,
      int groupIn,
      int taps,
      double[] scales,
      float scale,
      float[] packed,
      int place,
      int from,
      int to,
      int width,
      int run) {
    int perOutput = groupIn * taps;
    for (int i = 0; i < groupIn; i++) {
      for (int tap = 0; tap < taps; tap++) {
        int target = place + (tap * run + i) * width - from;
        int source = i * taps + tap - read * perOutput;
        for (int o = from; o < to; o++) {
          packed[target + o] = (float) (weights[o * perOutput + source] * scales[o]) * scale;
        }
      }
    }
  }

  /**
   * Packs a depthwise convolution: for each vector of channels its biases, then its taps.
   *
   * @param parameter whose norm, if any, is folded; weights (channels, 1, taps)
   * @param taps kernel height × width
   * @param packed receives the vectors from {@code offset} on
   * @param lanes channels of a vector
   */
  public static void depthwise(
      Parameter parameter, int taps, float[] packed, int offset, int lanes) {
    float[] weights = parameter.weights();
    float[] bias = parameter.foldedBias();
    double[] scales = parameter.scales();
    for (int channel = 0; channel < parameter.bias().length; channel++) {
      int base = offset + channel / lanes * (1 + taps) * lanes + channel % lanes;
      packed[base] = bias[channel];
      for (int tap = 0; tap < taps; tap++) {
        packed[base + (1 + tap) * lanes] =
            (float) (weights[channel * taps + tap] * scales[channel]);
      }
    }
  }
}
