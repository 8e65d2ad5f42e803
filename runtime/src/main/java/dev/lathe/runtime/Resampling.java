package dev.lathe.runtime;

import dev.lathe.Shape;
import dev.lathe.graph.Upsample;
import java.util.function.IntToDoubleFunction;

/** Where the pixels of a resampled map come from. */
public final class Resampling {

  private final Axis rows;
  private final Axis columns;
  private final int outWidth;
  private final int rowStride;
  private final int stride;
  private final int outStride;

  /** For each output index the one at or before it, the one after, and the weight of that. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Axis(int[] before, int[] after, float[] weights) {
    static Axis of(int outputs, int inputs, IntToDoubleFunction position) {
      Axis axis = new Axis(new int[outputs], new int[outputs], new float[outputs]);
      for (int i = 0; i < outputs; i++) {
        double at = position.applyAsDouble(i);
        axis.before[i] = (int) at;
        axis.after[i] = Math.min((int) at + 1, inputs - 1);
        axis.weights[i] = (float) (at - (int) at);
      }
      return axis;
    }
  }

  /**
   * Works out where pixels come from.
   *
   * @param in H×W×C
   * @param stride floats from pixel to pixel of the input
   * @param outStride the same of the output
   */
  public Resampling(Upsample op, Shape in, int stride, int outStride) {
    Shape out = op.target().of(in);
    this.rows = Axis.of(out.height(), in.height(), y -> op.row(y, in));
    this.columns = Axis.of(out.width(), in.width(), x -> op.column(x, in));
    this.outWidth = out.width();
    this.rowStride = in.width() * stride;
    this.stride = stride;
    this.outStride = outStride;
  }

  /** Floats from the input's first pixel to the row at or before an output row. */
  public int above(int y) {
    return rows.before[y] * rowStride;
  }

  /** The same to the row after. */
  public int below(int y) {
    return rows.after[y] * rowStride;
  }

  /** The weight of the row after. */
  public float weightBelow(int y) {
    return rows.weights[y];
  }

  /** Floats from a row's first pixel to the column at or before an output column. */
  public int left(int x) {
    return columns.before[x] * stride;
  }

  /** The same to the column after. */
  public int right(int x) {
    return columns.after[x] * stride;
  }

  /** The weight of the column after. */
  public float weightRight(int x) {
    return columns.weights[x];
  }

  /**
   * Copies to each pixel of the output rows {@code from} to {@code until} the one before it.
   *
   * @param length floats of a pixel
   */
  public void nearest(float[] in, int at, float[] out, int to, int from, int until, int length) {
    for (int y = from; y < until; y++) {
      int row = at + above(y);
      int target = to + y * outWidth * outStride;
      for (int x = 0; x < outWidth; x++) {
        System.arraycopy(in, row + left(x), out, target + x * outStride, length);
      }
    }
  }
}
