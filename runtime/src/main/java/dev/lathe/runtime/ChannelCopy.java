package dev.lathe.runtime;

import java.util.Arrays;

/** Copies channels of each pixel of a map. */
public final class ChannelCopy {

  private ChannelCopy() {}

  /**
   * Copies a stretch of channels.
   *
   * @param at index of the first pixel's first channel in {@code in}
   * @param to where it goes in {@code out}
   * @param zeros floats behind the last channel that become 0
   */
  public static void stretch(
      float[] in,
      int at,
      int inStride,
      float[] out,
      int to,
      int outStride,
      int pixels,
      int channels,
      int zeros) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      int target = to + pixel * outStride;
      System.arraycopy(in, at + pixel * inStride, out, target, channels);
      Arrays.fill(out, target + channels, target + channels + zeros, 0f);
    }
  }

  /**
   * Takes channels from each of some equal parts in turn; what follows the last one becomes 0.
   *
   * @param stride floats from pixel to pixel in both arrays
   */
  public static void shuffled(
      float[] in, int at, float[] out, int to, int pixels, int channels, int stride, int groups) {
    int perGroup = channels / groups;
    for (int pixel = 0; pixel < pixels; pixel++) {
      int source = at + pixel * stride;
      int target = to + pixel * stride;
      for (int group = 0; group < groups; group++) {
        for (int i = 0; i < perGroup; i++) {
          out[target + i * groups + group] = in[source + group * perGroup + i];
        }
      }
      Arrays.fill(out, target + channels, target + stride, 0f);
    }
  }
}
