package dev.lathe.processor.emit;

import dev.lathe.Shape;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.RingStep;
import java.util.Optional;

/**
 * Spells a fused group: as many input rows as the next output rows need go into the ring, depthwise
 * rows go into the band, and the projection takes them from there.
 */
final class RingText {

  private final Body body;
  private final Names names;
  private final PartText part;
  private final WeighingStepText weighing;

  RingText(Body body, Names names, PartText part, WeighingStepText weighing) {
    this.body = body;
    this.names = names;
    this.part = part;
    this.weighing = weighing;
  }

  void add(RingStep step) {
    int height = step.depthwise().out().height();
    part.units("first", "last", height, "");
    if (step.ring().isPresent() || step.band().isPresent()) {
      body.line("int own = part * THREAD_LENGTH");
    }
    if (step.producer().isPresent()) {
      body.line("int done = Math.max(0, %s)", window(step.depthwise()).top("first"));
      shift(step);
    }
    step.producer().ifPresent(weighing::touch);
    step.projection().ifPresent(weighing::touch);
    body.open("for (int y = first; y < last; y += %d)", step.rows());
    body.line("int end = Math.min(y + %d, last)", step.rows());
    step.producer().ifPresent(producer -> produce(step, producer));
    filter(step);
    step.projection().ifPresent(projection -> project(step, projection));
    body.close();
  }

  /** The ring's row of input row 0, such that each part's steps begin where the first one's do. */
  private void shift(RingStep step) {
    String skipped = Expr.times("first", step.depthwise().op().window().stride().height());
    int rows = step.ringRows();
    body.line("int shift = (%d - %s %% %d) %% %d", step.shift() + rows, skipped, rows, rows);
  }

  private void produce(RingStep step, Kernel.Weighing producer) {
    DepthwiseKernel filter = step.depthwise();
    Shape in = filter.in();
    int rowFloats = in.width() * Machine.stored(in.channels());
    body.line("int need = %s", window(filter).bottom("end - 1"));
    body.open("while (done < need)");
    body.line("int slot = (done + shift) %% %d", step.ringRows());
    body.line("int rows = Math.min(need - done, %d - slot)", step.ringRows());
    String to = "%s + own + slot * %d".formatted(names.of(step.ring().orElseThrow()), rowFloats);
    weighing.rows(producer, step.from(), "done", to);
    body.line("done += rows");
    body.close();
  }

  private static WindowText window(DepthwiseKernel filter) {
    return new WindowText(filter.op().window(), filter.in());
  }

  private void filter(RingStep step) {
    DepthwiseKernel filter = step.depthwise();
    int stride = Machine.stored(filter.in().channels());
    String to =
        step.band().isPresent() ? names.of(step.band().get()) + " + own" : part.row(step.to(), "y");
    String from =
        step.ring().isPresent() ? names.of(step.ring().get()) + " + own" : part.at(step.from());
    String layout =
        step.ring().isPresent()
            ? "%d, %d, shift".formatted(stride, step.ringRows())
            : "%d, %d, 0".formatted(stride, filter.in().height());
    weighing.rows(filter, from, layout, "0, " + filter.vectors(), to, "y, end", step.pool());
  }

  private void project(RingStep step, Kernel.Pointwise projection) {
    int rowFloats = step.to().rowStride();
    weighing.pointwise(
        projection,
        names.of(step.band().orElseThrow()) + " + own",
        Optional.empty(),
        part.at(step.to()) + " + y * " + rowFloats,
        "(end - y) * " + projection.out().width(),
        step.residual().map(residual -> part.at(residual) + " + y * " + rowFloats));
  }
}
