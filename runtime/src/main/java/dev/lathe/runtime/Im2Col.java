package dev.lathe.runtime;

import java.util.Arrays;

/** Copies the windows of a convolution, from which it is a matrix product. */
public final class Im2Col {

  private Im2Col() {}

  /**
   * Copies one window, with zeros for taps outside of the map and behind the window.
   *
   * @param in holds a map of {@code height} rows of {@code rowFloats} floats from {@code at} on
   * @param top the window's first row, which may lie above the map
   * @param rowStep map rows from a window row to the next
   * @param left the window's first float in a row, which may lie before it
   * @param rows of the window
   * @param run floats of a row of the window
   * @param out receives {@code length} floats from {@code to} on
   */
  public static void window(
      float[] in,
      int at,
      int height,
      int rowFloats,
      int top,
      int rowStep,
      int left,
      int rows,
      int run,
      float[] out,
      int to,
      int length) {
    Arrays.fill(out, to, to + length, 0f);
    int skip = Math.max(0, -left);
    int until = Math.min(run, rowFloats - left);
    for (int row = 0; row < rows; row++) {
      int y = top + row * rowStep;
      if (y >= 0 && y < height && skip < until) {
        int from = at + y * rowFloats + left;
        System.arraycopy(in, from + skip, out, to + row * run + skip, until - skip);
      }
    }
  }
}
