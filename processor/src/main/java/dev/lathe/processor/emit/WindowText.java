package dev.lathe.processor.emit;

import dev.lathe.Shape;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;

/** Spells which taps of a window lie inside the map. */
final class WindowText {

  private final Window window;
  private final Shape in;
  private final Pads pads;

  WindowText(Window window, Shape in) {
    this.window = window;
    this.in = in;
    this.pads = window.pads(in);
  }

  /** Declares {@code top}, {@code skipRows} (above the map) and {@code rows} (inside it). */
  void rows(Body body, String y) {
    rows(body, window, top(y), "" + in.height());
  }

  /**
   * The same of any map.
   *
   * @param top the first row that the window reads, which may lie above the map
   * @param height of the map
   */
  static void rows(Body body, Window window, String top, String height) {
    inside(
        body,
        "top",
        "skipRows",
        "rows",
        top,
        window.dilation().height(),
        window.kernel().height(),
        height);
  }

  /** The first row that an output row reads, which may lie above the map. */
  String top(String y) {
    return Expr.plus(Expr.times(y, window.stride().height()), -pads.top());
  }

  /** The row behind the last one inside the map that an output row reads. */
  String bottom(String y) {
    int reach = window.spanHeight() - pads.top();
    return "Math.min(%d, %s)"
        .formatted(in.height(), Expr.plus(Expr.times(y, window.stride().height()), reach));
  }

  /** Declares {@code left}, {@code skipTaps} and {@code taps}. */
  void columns(Body body, String x) {
    inside(
        body,
        "left",
        "skipTaps",
        "taps",
        Expr.plus(Expr.times(x, window.stride().width()), -pads.left()),
        window.dilation().width(),
        window.kernel().width(),
        "" + in.width());
  }

  private static void inside(
      Body body,
      String start,
      String skip,
      String count,
      String first,
      int dilation,
      int kernel,
      String size) {
    body.line("int %s = %s", start, first);
    body.line("int %s = Math.max(0, %s)", skip, ceil("-" + start, dilation));
    body.line(
        "int %s = Math.max(0, Math.min(%d, %s) - %s)",
        count, kernel, ceil(size + " - " + start, dilation), skip);
  }

  /** The index of the first tap inside a map at {@code at} with the given floats per pixel. */
  String firstTap(int stride) {
    return "at + "
        + Expr.times(
            "top + " + Expr.times("skipRows", window.dilation().height()), in.width() * stride)
        + " + "
        + Expr.times("left + " + Expr.times("skipTaps", window.dilation().width()), stride);
  }

  /** What an average divides by, given {@code top}, {@code left}, {@code rows} and {@code taps}. */
  String count(boolean countPadding) {
    if (!countPadding) {
      return "rows * taps";
    }
    // Pixels behind the padding, which only rounding up reaches, do not count.
    return "Math.min(%d, %s) * Math.min(%d, %s)"
        .formatted(
            window.kernel().height(),
            ceil(in.height() + pads.bottom() + " - top", window.dilation().height()),
            window.kernel().width(),
            ceil(in.width() + pads.right() + " - left", window.dilation().width()));
  }

  private static String ceil(String value, int divisor) {
    return divisor == 1
        ? value
        : "Math.floorDiv(%s + %d, %d)".formatted(value, divisor - 1, divisor);
  }
}
