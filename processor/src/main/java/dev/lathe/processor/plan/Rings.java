package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Window;
import java.util.Optional;

/**
 * The buffers through which rows pass in a fused group.
 *
 * @param filter the depthwise kernel
 * @param feeds whether its input passes through a ring
 * @param drains whether its output passes through a band
 * @param rows output rows of a step
 */
record Rings(DepthwiseKernel filter, boolean feeds, boolean drains, int rows) {

  /**
   * As many rows a step as fit {@link Machine#ringBytes}, in multiples of what the depthwise kernel
   * computes at a time.
   */
  static Rings of(Machine machine, DepthwiseKernel filter, boolean feeds, boolean drains) {
    Rings rings =
        new Rings(filter, feeds, drains, Math.min(Machine.MOST_ROWS, filter.out().height()));
    int fewest = filter.rowsAtOnce();
    while (rings.rows > fewest && rings.bytes() > machine.ringBytes()) {
      rings = new Rings(filter, feeds, drains, rings.rows - fewest);
    }
    return rings;
  }

  private long bytes() {
    long floats = 0;
    if (feeds) {
      floats += (long) ringRows() * rowFloats(filter.in());
    }
    if (drains) {
      floats += (long) rows * rowFloats(filter.out());
    }
    return 4 * floats;
  }

  /** Rows that a step's windows span, rounded up to whole steps, so that no step's rows wrap. */
  int ringRows() {
    Window window = filter.op().window();
    int step = rows * window.stride().height();
    int span = (rows - 1) * window.stride().height() + window.spanHeight();
    return (span + step - 1) / step * step;
  }

  /**
   * The ring's row of input row 0. The first step reads some rows more than later ones, which lie
   * before the ring's end, so that each later step's rows begin at a whole step.
   */
  int shift() {
    Window window = filter.op().window();
    int extra = window.spanHeight() - window.pads(filter.in()).top() - window.stride().height();
    return Math.floorMod(-extra, ringRows());
  }

  Optional<Buffer> ring(String name) {
    return feeds
        ? Optional.of(Buffer.perThread(name + "_ring", ringRows() * rowFloats(filter.in())))
        : Optional.empty();
  }

  Optional<Buffer> band(String name) {
    return drains
        ? Optional.of(Buffer.perThread(name + "_band", rows * rowFloats(filter.out())))
        : Optional.empty();
  }

  private static int rowFloats(Shape shape) {
    return shape.width() * Machine.stored(shape.channels());
  }
}
