package dev.lathe.graph;

import dev.lathe.Shape;

/** Shape arithmetic that windowed ops share. */
final class Ops {

  private Ops() {}

  /** The output shape, or an exception that names what does not fit. */
  static Shape windowed(Shape input, Window window, int channels, int height, int width) {
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "slides a window that spans "
              + window.spanHeight()
              + "x"
              + window.spanWidth()
              + " over "
              + input
              + " padded by "
              + window.pads(input));
    }
    return new Shape(height, width, channels);
  }

  /**
   * Windows along one axis, PyTorch's rule: rounding up keeps a window only if it starts inside the
   * input or the padding before it.
   */
  static int poolExtent(int size, int before, int after, int span, int stride, boolean ceil) {
    int room = size + before + after - span;
    if (!ceil) {
      return Math.floorDiv(room, stride) + 1;
    }
    int outputs = Math.floorDiv(room + stride - 1, stride) + 1;
    return (outputs - 1) * stride >= size + before ? outputs - 1 : outputs;
  }
}
