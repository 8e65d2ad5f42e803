package dev.lathe.runtime;

import java.util.Arrays;

/** Copies the windows of a convolution, from which it is a matrix product. */
public final class Im2Col {

  private Im2Col() {}

  /**
   * Copies some windows of a row, with zeros for taps outside of the map and behind each window. In
   * a loop in the generated code, whose constants C2 would unroll, it takes 100 ms to compile.
   *
   * @param in holds a map of {@code height} rows of {@code rowFloats} floats from {@code at} on
   * @param top the windows' first row, which may lie above the map
   * @param rowStep map rows from a window row to the next
   * @param left the first window's first float in a row, which may lie before it
   * @param step floats of a row from a window to the next
   * @param rows of a window
   * @param run floats of a row of a window
   * @param out receives {@code length} floats for each window from {@code to} on
   */
  public static void windows(
      float[] in,
      int at,
      int height,
      int rowFloats,
      int top,
      int rowStep,
      int left,
      int step,
      int rows,
      int run,
      float[] out,
      int to,
      int length,
      int count) {
    for (int i = 0; i < count; i++) {
      int first = left + i * step;
      int skip = Math.max(0, -first);
      int until = Math.min(run, rowFloats - first);
      int place = to + i * length;
      Arrays.fill(out, place, place + length, 0f);
      for (int row = 0; row < rows; row++) {
        int y = top + row * rowStep;
        if (y >= 0 && y < height && skip < until) {
          int from = at + y * rowFloats + first;
          System.arraycopy(in, from + skip, out, place + row * run + skip, until - skip);
        }
      }
    }
  }
}
