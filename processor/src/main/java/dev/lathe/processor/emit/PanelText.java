package dev.lathe.processor.emit;

import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.PanelStep;
import dev.lathe.processor.plan.Panels;

/** Spells an expansion and the depthwise convolution behind it, panel by panel. */
final class PanelText {

  private final Body body;
  private final Names names;
  private final int lanes;
  private final PartText part;
  private final WeighingStepText weighing;

  PanelText(Body body, Names names, int lanes, PartText part, WeighingStepText weighing) {
    this.body = body;
    this.names = names;
    this.lanes = lanes;
    this.part = part;
    this.weighing = weighing;
  }

  void add(PanelStep step) {
    int rows = step.to().shape().height();
    part.units(step.depthwise().vectors() * rows);
    body.line("int own = part * THREAD_LENGTH");
    for (Panels panels : step.expansion().panels()) {
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      PartText.openRows(body, rows, panels);
      panel(step, panels);
      body.close();
      body.close();
    }
  }

  private void panel(PanelStep step, Panels panels) {
    DepthwiseKernel filter = step.depthwise();
    WindowText window = new WindowText(filter.op().window(), filter.in());
    int width = filter.in().width();
    String buffer = names.of(step.panel()) + " + own";
    String to = buffer + " + top * " + width * panels.vectors() * lanes;
    body.line("int top = Math.max(0, %s)", window.top("begin"));
    body.line("int rows = %s - top", window.bottom("end - 1"));
    body.line(
        "%s(arena, %s, weights, %d + panel * %d, arena, %s, %s, ready)",
        names.ofPanel(step.expansion(), panels),
        part.row(step.from(), "top"),
        panels.offset(),
        panels.length(),
        to,
        Expr.times("rows", width));
    weighing.rows(
        filter,
        buffer,
        "%d, %d, 0".formatted(panels.vectors() * lanes, filter.in().height()),
        Expr.plus(Expr.times("panel", panels.vectors()), panels.vector()) + ", " + panels.vectors(),
        part.row(step.to(), "begin"),
        "begin, end",
        step.pool());
  }
}
