package dev.lathe.runtime;

import dev.lathe.Shape;
import dev.lathe.graph.Pad;
import java.util.Arrays;

/** Puts pixels around a map. */
public final class Border {

  /** A row or column outside the map that holds the constant. */
  private static final int NONE = -1;

  private final Pad op;
  private final Shape in;
  private final int stride;
  private final int width;

  /**
   * A border.
   *
   * @param in H×W×C
   * @param stride floats from pixel to pixel, in input and output
   */
  public Border(Pad op, Shape in, int stride) {
    this.op = op;
    this.in = in;
    this.stride = stride;
    this.width = op.pads().left() + in.width() + op.pads().right();
  }

  /**
   * Writes the output rows {@code from} to {@code until}.
   *
   * @param at index of the input's first float
   * @param to index of the output's first float
   */
  public void rows(float[] source, int at, float[] out, int to, int from, int until) {
    int left = op.pads().left();
    for (int y = from; y < until; y++) {
      int line = to + y * width * stride;
      int row = inside(y - op.pads().top(), in.height());
      if (row == NONE) {
        constant(out, line, width);
        continue;
      }
      int start = at + row * in.width() * stride;
      System.arraycopy(source, start, out, line + left * stride, in.width() * stride);
      columns(source, start, out, line, 0, left);
      columns(source, start, out, line, left + in.width(), width);
    }
  }

  private void columns(float[] source, int start, float[] out, int line, int from, int until) {
    for (int x = from; x < until; x++) {
      int column = inside(x - op.pads().left(), in.width());
      if (column == NONE) {
        constant(out, line + x * stride, 1);
      } else {
        System.arraycopy(source, start + column * stride, out, line + x * stride, stride);
      }
    }
  }

  /** The index of the pixel that one at some index shows. */
  private int inside(int index, int size) {
    if (index >= 0 && index < size) {
      return index;
    }
    return switch (op.mode()) {
      case CONSTANT -> NONE;
      case REFLECT -> index < 0 ? -index : 2 * (size - 1) - index;
      case REPLICATE -> index < 0 ? 0 : size - 1;
    };
  }

  private void constant(float[] out, int to, int pixels) {
    for (int pixel = to; pixel < to + pixels * stride; pixel += stride) {
      Arrays.fill(out, pixel, pixel + in.channels(), op.value());
      Arrays.fill(out, pixel + in.channels(), pixel + stride, 0f);
    }
  }
}
