package dev.lathe.graph;

import dev.lathe.Shape;
import dev.lathe.graph.Window.Extent;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution as an ordinary one. At stride s, output row u, counted from the first
 * that is not cut off, gets taps k · dilation ≡ u modulo s of the input rows from ⌊u / s⌋ upwards:
 * so the outputs of one remainder, a phase, are a convolution at stride 1. All phases together are
 * one of s² times as many output channels, over a window that holds the taps of each; where a phase
 * has fewer, its weights are 0. Rows and columns likewise.
 *
 * <p>In each group, the outputs of a phase follow each other, and phases go from left to right,
 * then down. Output pixel (y, x) is phase ((y + top) mod s, (x + left) mod s) of the convolution's
 * pixel ({@link #row} of y, {@link #column} of x).
 *
 * @param input H×W×C
 */
public record Phases(TransposedConvolution op, Shape input) {

  /**
   * One direction.
   *
   * @param reach input pixels before the last that a window reads
   * @param first the convolution's first pixel, in strides
   * @param last its last pixel
   */
  private record Axis(int reach, int first, int last) {
    static Axis of(int kernel, int dilation, int stride, int cut, int in, int out) {
      int reach = (kernel - 1) * dilation / stride;
      return new Axis(
          reach, Math.min(cut / stride, reach), Math.max((out - 1 + cut) / stride, in - 1));
    }
  }

  /** The number of phases: output pixels for each of the convolution's. */
  public int count() {
    return stride().height() * stride().width();
  }

  /** The convolution. Its weights are {@link #weights}. */
  public Op.Convolution convolution() {
    Axis rows = rows();
    Axis columns = columns();
    Pads pads =
        new Pads(
            rows.reach - rows.first,
            columns.reach - columns.first,
            rows.last - input.height() + 1,
            columns.last - input.width() + 1);
    Window window =
        new Window(
            new Extent(rows.reach + 1, columns.reach + 1),
            Extent.square(1),
            Extent.square(1),
            new Padding.Explicit(pads));
    return new Op.Convolution(
        op.in(), op.out() * count(), op.groups(), window, op.bias(), Optional.empty());
  }

  /** What the convolution returns. */
  public Shape grid() {
    return convolution().outputShape(List.of(input));
  }

  /** What the transposed convolution returns. */
  public Shape output() {
    return op.outputShape(List.of(input));
  }

  /** The convolution's row that holds output row y. */
  public int row(int y) {
    return (y + pads().top()) / stride().height() - rows().first;
  }

  /** The convolution's column that holds output column x. */
  public int column(int x) {
    return (x + pads().left()) / stride().width() - columns().first;
  }

  /** The phase of output pixel (y, x). */
  public int phase(int y, int x) {
    return (y + pads().top()) % stride().height() * stride().width()
        + (x + pads().left()) % stride().width();
  }

  /**
   * The convolution's weights.
   *
   * @param weights the transposed convolution's, (out, in / groups, kernel height, kernel width)
   */
  public float[] weights(float[] weights) {
    Extent union = convolution().window().kernel();
    int inputs = op.in() / op.groups();
    float[] phased = new float[op.out() * count() * inputs * union.height() * union.width()];
    int next = 0;
    for (int out = 0; out < op.out() * count(); out++) {
      int source = source(out) * inputs;
      int phase = out / (op.out() / op.groups()) % count();
      for (int in = 0; in < inputs; in++) {
        for (int row = union.height() - 1; row >= 0; row--) {
          for (int column = union.width() - 1; column >= 0; column--) {
            int y = tap(phase / stride().width() + row * stride().height(), dilation().height());
            int x = tap(phase % stride().width() + column * stride().width(), dilation().width());
            boolean exists = y >= 0 && x >= 0 && y < kernel().height() && x < kernel().width();
            if (exists) {
              phased[next] =
                  weights[((source + in) * kernel().height() + y) * kernel().width() + x];
            }
            next++;
          }
        }
      }
    }
    return phased;
  }

  /** The convolution's biases. */
  public float[] bias(float[] bias) {
    float[] phased = new float[op.out() * count()];
    for (int out = 0; out < phased.length; out++) {
      phased[out] = bias[source(out)];
    }
    return phased;
  }

  /** The transposed convolution's output channel that the convolution's channel is of. */
  private int source(int channel) {
    int perGroup = op.out() / op.groups();
    return channel / (perGroup * count()) * perGroup + channel % perGroup;
  }

  /** The tap at some pixels' distance, or -1 if there is none. */
  private static int tap(int distance, int dilation) {
    return distance % dilation == 0 ? distance / dilation : -1;
  }

  private Axis rows() {
    return Axis.of(
        kernel().height(),
        dilation().height(),
        stride().height(),
        pads().top(),
        input.height(),
        output().height());
  }

  private Axis columns() {
    return Axis.of(
        kernel().width(),
        dilation().width(),
        stride().width(),
        pads().left(),
        input.width(),
        output().width());
  }

  private Pads pads() {
    return op.window().pads(input);
  }

  private Extent kernel() {
    return op.window().kernel();
  }

  private Extent stride() {
    return op.window().stride();
  }

  private Extent dilation() {
    return op.window().dilation();
  }
}
