package dev.lathe.processor.emit;

import dev.lathe.graph.Window;
import dev.lathe.processor.plan.Leaf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Spells the output rows {@code from} to {@code until} of a depthwise convolution, by one of its
 * leaves, from a whole map, a ring of rows or a panel.
 */
final class DepthwiseText {

  /**
   * The sizes of a layer, as numbers or as the parameters of a method for several.
   *
   * @param height input rows
   * @param width input columns
   * @param pad rows of padding above
   * @param outWidth output columns
   * @param outStride floats from output to output
   * @param sumStride floats from one row's sums to the next one's
   */
  record Sizes(
      String height,
      String width,
      String pad,
      String outWidth,
      String outStride,
      String sumStride) {

    /** Those of methods for several layers. */
    static final Sizes PARAMETERS =
        new Sizes("height", "width", "pad", "outWidth", "outStride", "sumStride");

    /** A row of the padded input as one of the input. */
    String padded(String row) {
      return pad.equals("0") ? row : row + " - " + pad;
    }

    String outRow() {
      return outWidth + " * " + outStride;
    }
  }

  private final Window window;
  private final int left;
  private final int lanes;
  private final Sizes sizes;

  /** Of layers with the same window and as many columns of padding on the left. */
  DepthwiseText(Window window, int left, int lanes, Sizes sizes) {
    this.window = window;
    this.left = left;
    this.lanes = lanes;
    this.sizes = sizes;
  }

  /** By the leaf that slides along rows. */
  void rows(Body body, Leaf.DepthwiseRows leaf) {
    int stride = window.stride().height();
    String top = Expr.times("y", stride);
    boolean alone = leaf.rows() == 1;
    if (alone) {
      body.open("for (int y = from; y < until; y++)");
    } else {
      body.open("for (int y = from, rows; y < until; y += rows)");
      body.line("rows = Math.min(until - y, %d)", leaf.rows());
      body.comment("a row alone is the second of two, and takes the place of the first");
      top = Expr.plus(Expr.times("y + rows", stride), -leaf.rows() * stride);
    }
    body.line("int top = %s", sizes.padded(top));
    for (int y = 0; y < leaf.inputRows(); y++) {
      body.line(
          "int row%d = row(%s, %s, at, ring, shift, stride * %s)",
          y, Expr.plus("top", y * window.dilation().height()), sizes.height, sizes.width);
    }
    String inputs =
        IntStream.range(0, leaf.inputRows())
            .mapToObj(y -> "row" + y)
            .collect(Collectors.joining(", "));
    body.line(
        "%s(in, %s, %s, stride, weights, panel, out, to + (y - from) * %s, %s%s, vectors%s)",
        leaf.method(),
        inputs,
        sizes.width,
        sizes.outRow(),
        alone ? "" : "(rows - 1) * " + sizes.outRow() + ", ",
        sizes.outStride,
        leaf.pooled()
            ? ", pool + y * " + sizes.sumStride + (alone ? "" : ", (rows - 1) * " + sizes.sumStride)
            : "");
    body.close();
  }

  /** By the leaf that goes from pixel to pixel, bare. */
  void pixels(Body body) {
    body.open("for (int y = from; y < until; y++)");
    WindowText.rows(
        body, window, sizes.padded(Expr.times("y", window.stride().height())), sizes.height);
    body.line(
        "int slot = (top + %s + shift) %% ring",
        Expr.times("skipRows", window.dilation().height()));
    body.line(
        "%s(in, at, slot, ring, rows, %d, %s, stride, %d, %d, %d, %d, weights,"
            + " panel, panel + %d + skipRows * %d, %d, out, to + (y - from) * %s, %s, %s, vectors)",
        new Leaf.DepthwisePixels().method(),
        window.dilation().height(),
        sizes.width,
        window.kernel().width(),
        window.dilation().width(),
        window.stride().width(),
        left,
        lanes,
        window.kernel().width() * lanes,
        (1 + window.taps()) * lanes,
        sizes.outRow(),
        sizes.outStride,
        sizes.outWidth);
    body.close();
  }

  /** The sums of rows for squeeze-excite. */
  void sums(Body body) {
    body.open("for (int y = from; y < until; y++)");
    body.line(
        "%s(out, to + (y - from) * %s, %s, %s, out, pool + y * %s, vectors * %d)",
        new Leaf.RowSums().method(),
        sizes.outRow(),
        sizes.outWidth,
        sizes.outStride,
        sizes.sumStride,
        lanes);
    body.close();
  }
}
