package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.processor.fuse.Epilogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A depthwise convolution, row by row.
 *
 * @param outStride floats from pixel to pixel of the output
 * @param rows the leaf that slides along rows, where it can; otherwise each pixel is computed by
 *     itself
 * @param pooled whether each row's outputs are summed up for squeeze-excite on the way
 * @param split with {@link Split#CHANNELS} a part computes some vectors of all rows
 */
public record DepthwiseKernel(
    String name,
    Weighted op,
    Shape in,
    Shape out,
    int outStride,
    Epilogue epilogue,
    Optional<Leaf.DepthwiseRows> rows,
    boolean pooled,
    int vectors,
    int offset,
    Split split)
    implements Kernel.Weighing {
  @Override
  public List<Leaf> leaves() {
    return rows.<List<Leaf>>map(List::of).orElseGet(this::pixels);
  }

  /** Output rows that some machine computes at a time: the arena is the same on all. */
  int rowsAtOnce() {
    return Leaf.DepthwiseRows.gainsByPairs(op, out) ? 2 : 1;
  }

  /** The same kernel, divided in some way. */
  DepthwiseKernel divided(Split other) {
    return new DepthwiseKernel(
        name, op, in, out, outStride, epilogue, rows, pooled, vectors, offset, other);
  }

  /** Whether pixels stand in for rows. */
  public boolean hasStandIns() {
    return rows.filter(Leaf::isLarge).isPresent();
  }

  /** Pixels, and rows without an epilogue. */
  @Override
  public List<Leaf> standIns() {
    return hasStandIns()
        ? Stream.concat(pixels().stream(), rows.stream().map(Leaf.DepthwiseRows::bare)).toList()
        : List.of();
  }

  /** A row pixel by pixel, and what follows the sums. */
  private List<Leaf> pixels() {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(new Leaf.DepthwisePixels());
    leaves.addAll(passes());
    if (pooled) {
      leaves.add(new Leaf.RowSums());
    }
    return leaves;
  }

  @Override
  public String choice() {
    return rows.isPresent() ? "rows by output carry" : "pixel by pixel";
  }
}
