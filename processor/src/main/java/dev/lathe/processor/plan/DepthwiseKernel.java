package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.processor.fuse.Epilogue;
import java.util.List;
import java.util.Optional;

/**
 * A depthwise convolution, row by row.
 *
 * @param carry how a row slides, where it can; otherwise it is computed pixel by pixel
 * @param pooled whether each row's outputs are summed up for squeeze-excite on the way
 * @param split with {@link Split#CHANNELS} a call computes some vectors of a row
 */
public record DepthwiseKernel(
    String name,
    Weighted op,
    Shape in,
    Shape out,
    Epilogue epilogue,
    Optional<Carry> carry,
    boolean pooled,
    int vectors,
    int offset,
    Split split)
    implements Kernel.Weighing {
  @Override
  public List<Leaf> leaves() {
    return List.of(leaf());
  }

  /** The one leaf. */
  public Leaf leaf() {
    return carry.<Leaf>map(c -> new Leaf.DepthwiseRow(c, epilogue, pooled)).orElseGet(this::pixel);
  }

  /** The same kernel, divided in some way. */
  DepthwiseKernel divided(Split other) {
    return new DepthwiseKernel(name, op, in, out, epilogue, carry, pooled, vectors, offset, other);
  }

  /** The leaf that stands in for a row. */
  public Leaf.DepthwisePixel pixel() {
    return new Leaf.DepthwisePixel(epilogue, pooled);
  }

  @Override
  public List<Leaf> standIns() {
    return leaf().isLarge() ? List.of(pixel()) : List.of();
  }

  @Override
  public String choice() {
    return carry.isPresent() ? "rows by output carry" : "pixel by pixel";
  }
}
