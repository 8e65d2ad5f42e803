package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Tensor;

/** Spells the steps that put the phases of a transposed convolution next to each other. */
final class PhasesText {

  private final Body body;
  private final Names names;
  private final PartText part;
  private final WeighingStepText weighing;

  PhasesText(Body body, Names names, PartText part, WeighingStepText weighing) {
    this.body = body;
    this.names = names;
    this.part = part;
    this.weighing = weighing;
  }

  /** All phases lie in a map. */
  void add(MapStep.Interleave step) {
    Tensor map = step.map();
    part.units(map.shape().height());
    interleave(step, part.at(map) + " + from * " + map.rowStride(), map.stride(), "from", "until");
  }

  /** Some rows of all phases are computed before they are put in order. */
  void add(MapStep.Transpose step) {
    int height = step.phases().grid().height();
    int stride = Machine.stored(step.phases().grid().channels());
    int rows = step.rows();
    part.units("first", "last", height, "");
    body.line("int band = %s + part * THREAD_LENGTH", names.of(step.band()));
    weighing.touch(step.kernel());
    body.open("for (int y = first; y < last; y += %d)", rows);
    body.line("int rows = Math.min(%d, last - y)", rows);
    weighing.rows(step.kernel(), step.map(), "y", "band");
    interleave(step, "band", stride, "y", "y + rows");
    body.close();
  }

  private void interleave(
      MapStep.OfPhases step, String at, int stride, String first, String until) {
    Tensor to = step.to();
    body.line(
        "%s.rows(arena, %s, %d, %s, %s, %d, %d, %s, %s)",
        names.constant(step),
        at,
        stride,
        part.array(to),
        part.at(to),
        to.stride(),
        to.padding(),
        first,
        until);
  }
}
