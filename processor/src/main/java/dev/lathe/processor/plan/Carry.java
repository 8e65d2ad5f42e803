package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import java.util.Optional;

/**
 * How a depthwise row slides. Columns come in groups of {@code stride}; output {@code g + delta}
 * takes part in group {@code g} for each delta from {@code oldest} to {@code newest}, and each
 * group finishes the output {@code g + oldest}.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param stride columns from output to output
 * @param left columns of padding on the left
 * @param oldest the smallest delta, at most 0
 * @param newest the largest delta
 * @param rest columns after the last full group
 * @param pending outputs that are unfinished behind the last column
 */
public record Carry(
    int height, int width, int stride, int left, int oldest, int newest, int rest, int pending) {

  /** A row of a larger window has too many taps for one method. */
  private static final int MOST_TAPS = 25;

  /** Accumulators in flight. */
  public int accumulators() {
    return newest - oldest + 1;
  }

  /** Groups before the one that finishes output 0. */
  public int leadIn() {
    return -oldest;
  }

  /** {@code "3x3Stride2"}, with what else distinguishes it. */
  String label() {
    return height
        + "x"
        + width
        + (stride == 1 ? "" : "Stride" + stride)
        + "Left"
        + left
        + "Rest"
        + rest
        + "Pending"
        + pending;
  }

  /** The way to slide the window over the input, if there is one. */
  static Optional<Carry> of(Window window, Shape input, Shape output) {
    int stride = window.stride().width();
    int width = window.kernel().width();
    Pads pads = window.pads(input);
    int left = pads.left();
    int oldest = Integer.MAX_VALUE;
    int newest = Integer.MIN_VALUE;
    for (int column = 0; column < stride; column++) {
      for (int tap = 0; tap < width; tap++) {
        if (Math.floorMod(column + left - tap, stride) == 0) {
          int delta = Math.floorDiv(column + left - tap, stride);
          oldest = Math.min(oldest, delta);
          newest = Math.max(newest, delta);
        }
      }
    }
    int groups = input.width() / stride;
    int pending = output.width() - (groups + oldest);
    Carry carry =
        new Carry(
            window.kernel().height(),
            width,
            stride,
            left,
            oldest,
            newest,
            input.width() % stride,
            pending);
    // The oldest output must be complete after each group, and the one before it not.
    boolean finishesOne =
        oldest <= 0
            && oldest * stride - left + width - 1 <= stride - 1
            && (oldest + 1) * stride - left + width - 1 > stride - 1;
    boolean fits =
        window.dilation().width() == 1
            && width * window.kernel().height() <= MOST_TAPS
            && groups > carry.leadIn()
            && pending >= 0
            && pending <= carry.accumulators();
    return finishesOne && fits ? Optional.of(carry) : Optional.empty();
  }
}
