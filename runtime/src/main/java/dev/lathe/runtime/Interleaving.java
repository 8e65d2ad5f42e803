package dev.lathe.runtime;

import dev.lathe.graph.Phases;
import java.util.Arrays;

/** Puts the pixels of a transposed convolution's phases next to each other. */
public final class Interleaving {

  private final int width;
  private final int gridWidth;
  private final int groups;
  private final int perGroup;
  private final int phases;
  private final int rowPhases;
  private final int[] rows;
  private final int[] columns;

  /** By output column, its phase in the first row of phases. */
  private final int[] columnPhases;

  /** By output row, the first phase of its row of phases. */
  private final int[] firstPhases;

  /** Works out where pixels come from. */
  public Interleaving(Phases of) {
    width = of.output().width();
    gridWidth = of.grid().width();
    groups = of.op().groups();
    perGroup = of.op().out() / groups;
    phases = of.count();
    rowPhases = of.op().window().stride().width();
    rows = new int[of.output().height()];
    firstPhases = new int[rows.length];
    Arrays.setAll(rows, of::row);
    Arrays.setAll(firstPhases, y -> of.phase(y, 0) / rowPhases * rowPhases);
    columns = new int[width];
    columnPhases = new int[width];
    Arrays.setAll(columns, of::column);
    Arrays.setAll(columnPhases, x -> of.phase(0, x) % rowPhases);
  }

  /**
   * Copies the output rows {@code from} to {@code until}.
   *
   * @param at index of the convolution's first float
   * @param inStride floats from one of its pixels to the next
   * @param to index of the output's first float
   * @param outStride floats from one of its pixels to the next; those behind the channels become 0
   */
  public void rows(
      float[] in, int at, int inStride, float[] out, int to, int outStride, int from, int until) {
    int channels = groups * perGroup;
    for (int y = from; y < until; y++) {
      for (int x = 0; x < width; x++) {
        int phase = (firstPhases[y] + columnPhases[x]) * perGroup;
        int source = at + (rows[y] * gridWidth + columns[x]) * inStride + phase;
        int target = to + (y * width + x) * outStride;
        for (int group = 0; group < groups; group++) {
          for (int c = 0; c < perGroup; c++) {
            out[target + group * perGroup + c] = in[source + group * perGroup * phases + c];
          }
        }
        for (int c = channels; c < outStride; c++) {
          out[target + c] = 0;
        }
      }
    }
  }
}
