package dev.lathe.graph;

import dev.lathe.Shape;

/**
 * The sliding window of a convolution or a pool: its extent, its steps and how the border is
 * padded.
 *
 * @param kernel extent in pixels
 * @param stride step between windows
 * @param dilation distance between the taps of a window
 * @param padding what lies beyond the border
 */
public record Window(Extent kernel, Extent stride, Extent dilation, Padding padding) {

  /** A pair of numbers for the vertical and the horizontal direction. */
  public record Extent(int height, int width) {

    /** The same number in both directions. */
    public static Extent square(int size) {
      return new Extent(size, size);
    }

    /** {@code "3x3"}. */
    @Override
    public String toString() {
      return height + "x" + width;
    }
  }

  /** The window of a pointwise convolution: one tap, every pixel. */
  public static final Window POINT =
      new Window(Extent.square(1), Extent.square(1), Extent.square(1), Padding.none());

  /** A square window without dilation. */
  public static Window square(int kernel, int stride, Padding padding) {
    return new Window(Extent.square(kernel), Extent.square(stride), Extent.square(1), padding);
  }

  /** The pixels of padding around an input of the given shape. */
  public Pads pads(Shape input) {
    return padding.pads(this, input);
  }

  /** Taps of one window: kernel height × kernel width. */
  public int taps() {
    return kernel.height * kernel.width;
  }

  /** Rows that a window spans, its dilation included. */
  public int spanHeight() {
    return (kernel.height - 1) * dilation.height + 1;
  }

  /** Columns that a window spans, its dilation included. */
  public int spanWidth() {
    return (kernel.width - 1) * dilation.width + 1;
  }

  /** Whether the window is one tap at stride 1, so that pixels can be taken in any grouping. */
  public boolean isPoint() {
    return taps() == 1 && stride.height == 1 && stride.width == 1;
  }

  /**
   * Rows of output for the given input: ⌊(H + pads − span) / stride⌋ + 1, not positive where the
   * window does not fit.
   */
  public int outputHeight(Shape input) {
    Pads pads = pads(input);
    return Math.floorDiv(input.height() + pads.top() + pads.bottom() - spanHeight(), stride.height)
        + 1;
  }

  /** Columns of output, likewise. */
  public int outputWidth(Shape input) {
    Pads pads = pads(input);
    return Math.floorDiv(input.width() + pads.left() + pads.right() - spanWidth(), stride.width)
        + 1;
  }

  /** The first output column whose window begins inside the input's rows. */
  public int insideFrom(Shape input) {
    int column = (pads(input).left() + stride.width - 1) / stride.width;
    return Math.min(column, outputWidth(input));
  }

  /** The first output column behind {@link #insideFrom} whose window does not end inside. */
  public int insideUntil(Shape input) {
    int room = input.width() + pads(input).left() - spanWidth();
    int column = Math.floorDiv(room, stride.width) + 1;
    return Math.max(insideFrom(input), Math.min(column, outputWidth(input)));
  }
}
