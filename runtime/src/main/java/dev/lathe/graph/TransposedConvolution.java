package dev.lathe.graph;

import dev.lathe.Shape;
import dev.lathe.graph.Window.Extent;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution, PyTorch's {@code ConvTranspose2d}: each input pixel adds its product
 * with the window to the outputs that the window covers, at {@code stride} pixels from the next
 * input pixel's. H×W×in to H'×W'×out with H' = (H − 1) · stride − pads + span + extra.
 *
 * <p>Checkpoints have its weights as (in, out / groups, kernel height, kernel width); bound to a
 * network they are in the order of the other weighted ops, (out, in / groups, …).
 *
 * @param window its padding is cut from the output
 * @param extra rows and columns that the output gets at the bottom and the right (PyTorch's output
 *     padding)
 */
public record TransposedConvolution(
    int in,
    int out,
    int groups,
    Window window,
    Extent extra,
    boolean bias,
    Optional<Op.BatchNorm> norm)
    implements Op.Weighted {

  /** (in, out / groups, kernel height, kernel width), the order of PyTorch and ONNX. */
  @Override
  public List<Integer> weightShape() {
    return List.of(in, out / groups, window.kernel().height(), window.kernel().width());
  }

  /** Never: pixels overlap, or are set apart. */
  @Override
  public boolean isMatrix() {
    return false;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (input.channels() != in) {
      throw new ShapeException("takes " + in + " channels, but gets " + input);
    }
    Pads pads = window.pads(input);
    int height =
        extent(input.height(), window.stride().height(), window.spanHeight(), extra.height())
            - pads.top()
            - pads.bottom();
    int width =
        extent(input.width(), window.stride().width(), window.spanWidth(), extra.width())
            - pads.left()
            - pads.right();
    if (height < 1 || width < 1) {
      throw new ShapeException("cuts " + pads + " pixels from what " + input + " becomes");
    }
    return new Shape(height, width, out);
  }

  private static int extent(int size, int stride, int span, int extra) {
    long result = (size - 1L) * stride + span + extra;
    if (result > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(result + " rows or columns are more than 2^31 - 1");
    }
    return (int) result;
  }

  @Override
  public long macs(List<Shape> inputs) {
    return inputs.get(0).pixels() * weightCount();
  }

  /**
   * The weights of a checkpoint in the order that a network keeps them in.
   *
   * @param weights (in, out / groups, kernel height, kernel width)
   * @return (out, in / groups, kernel height, kernel width)
   */
  public float[] outermostOutputs(float[] weights) {
    return swapped(weights, in / groups, out / groups);
  }

  /** The reverse of {@link #outermostOutputs}. */
  public float[] outermostInputs(float[] weights) {
    return swapped(weights, out / groups, in / groups);
  }

  /** Exchanges the two outer extents in each group. */
  private float[] swapped(float[] from, int outer, int inner) {
    int taps = window.taps();
    float[] to = new float[from.length];
    for (int group = 0; group < groups; group++) {
      int start = group * outer * inner;
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < inner; i++) {
          System.arraycopy(
              from, (start + o * inner + i) * taps, to, (start + i * outer + o) * taps, taps);
        }
      }
    }
    return to;
  }
}
