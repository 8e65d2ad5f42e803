package dev.lathe.graph;

import dev.lathe.Shape;

/** The rule that says how many pixels of padding surround an input. */
public sealed interface Padding {

  /** The pixels of padding for a window over an input of the given shape. */
  Pads pads(Window window, Shape input);

  /** No padding: windows stay inside the input. */
  static Padding none() {
    return new Explicit(Pads.NONE);
  }

  /** Symmetric padding of (k − 1)/2 · dilation, as PyTorch's models are written. */
  record Same() implements Padding {
    @Override
    public Pads pads(Window window, Shape input) {
      int vertical = (window.kernel().height() - 1) / 2 * window.dilation().height();
      int horizontal = (window.kernel().width() - 1) / 2 * window.dilation().width();
      return new Pads(vertical, horizontal, vertical, horizontal);
    }
  }

  /**
   * TensorFlow's SAME: the output has ⌈size / stride⌉ pixels, and an odd pixel of padding goes to
   * the bottom and the right.
   */
  record SameUpper() implements Padding {
    @Override
    public Pads pads(Window window, Shape input) {
      int vertical = total(input.height(), window.stride().height(), window.spanHeight());
      int horizontal = total(input.width(), window.stride().width(), window.spanWidth());
      return new Pads(
          vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
    }

    private static int total(int size, int stride, int span) {
      int outputs = (size + stride - 1) / stride;
      return Math.max((outputs - 1) * stride + span - size, 0);
    }
  }

  /** The same pixels of padding for every input. */
  record Explicit(Pads pads) implements Padding {
    @Override
    public Pads pads(Window window, Shape input) {
      return pads;
    }
  }
}
