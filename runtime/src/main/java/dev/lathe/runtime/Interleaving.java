package dev.lathe.runtime;

import dev.lathe.graph.Phases;
import java.util.Arrays;

/** Puts the pixels of a transposed convolution's phases next to each other. */
public final class Interleaving {

  /** A copy of fewer floats is faster as a loop. */
  private static final int SHORTEST_COPY = 8;

  private final int width;
  private final int gridWidth;
  private final int groups;
  private final int perGroup;
  private final int phases;

  /** By output row, the convolution's row. */
  private final int[] rows;

  /** By output row, the first channel of its row of phases. */
  private final int[] rowChannels;

  /** By output column, the convolution's column. */
  private final int[] columns;

  /** By output column, the first channel of its phase in a row of phases. */
  private final int[] columnChannels;

  /** Works out where pixels come from. */
  public Interleaving(Phases of) {
    width = of.output().width();
    gridWidth = of.grid().width();
    groups = of.op().groups();
    perGroup = of.op().out() / groups;
    phases = of.count();
    int rowPhases = of.op().window().stride().width();
    rows = new int[of.output().height()];
    rowChannels = new int[rows.length];
    Arrays.setAll(rows, of::row);
    Arrays.setAll(rowChannels, y -> of.phase(y, 0) / rowPhases * rowPhases * perGroup);
    columns = new int[width];
    columnChannels = new int[width];
    Arrays.setAll(columns, of::column);
    Arrays.setAll(columnChannels, x -> of.phase(0, x) % rowPhases * perGroup);
  }

  /**
   * Copies the output rows that lie in the convolution's rows {@code first} to {@code until}.
   *
   * @param at index of the first float of the convolution's row {@code first}
   * @param inStride floats from one of its pixels to the next
   * @param to index of the output's first float
   * @param outStride floats from one of its pixels to the next
   * @param zeros floats behind a pixel's channels that become 0
   */
  public void rows(
      float[] in,
      int at,
      int inStride,
      float[] out,
      int to,
      int outStride,
      int zeros,
      int first,
      int until) {
    for (int y = rowFrom(first); y < rows.length && rows[y] < until; y++) {
      int source = at + (rows[y] - first) * gridWidth * inStride + rowChannels[y];
      int target = to + y * width * outStride;
      if (groups == 1 && perGroup == 1) {
        numbers(in, source, inStride, out, target, outStride);
      } else {
        runs(in, source, inStride, out, target, outStride);
      }
      if (zeros > 0) {
        int channels = groups * perGroup;
        for (int x = 0; x < width; x++) {
          int end = target + x * outStride + channels;
          Arrays.fill(out, end, end + zeros, 0f);
        }
      }
    }
  }

  /** The first output row that lies in one of the convolution's rows, or behind it. */
  private int rowFrom(int row) {
    int y = 0;
    while (y < rows.length && rows[y] < row) {
      y++;
    }
    return y;
  }

  /** A row of one channel. */
  private void numbers(
      float[] in, int source, int inStride, float[] out, int target, int outStride) {
    for (int x = 0; x < width; x++) {
      out[target + x * outStride] = in[source + columns[x] * inStride + columnChannels[x]];
    }
  }

  /** A row of several channels, which follow each other in each group. */
  private void runs(float[] in, int source, int inStride, float[] out, int target, int outStride) {
    for (int x = 0; x < width; x++) {
      int from = source + columns[x] * inStride + columnChannels[x];
      int to = target + x * outStride;
      for (int group = 0; group < groups; group++) {
        if (perGroup < SHORTEST_COPY) {
          for (int c = 0; c < perGroup; c++) {
            out[to + c] = in[from + c];
          }
        } else {
          System.arraycopy(in, from, out, to, perGroup);
        }
        from += perGroup * phases;
        to += perGroup;
      }
    }
  }
}
