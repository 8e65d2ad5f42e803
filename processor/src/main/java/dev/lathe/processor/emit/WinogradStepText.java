package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.WinogradKernel;
import dev.lathe.processor.plan.WinogradStep;

/** Spells the steps of a convolution by Winograd. */
final class WinogradStepText {

  private final Body body;
  private final Names names;
  private final PartText part;

  WinogradStepText(Body body, Names names, PartText part) {
    this.body = body;
    this.names = names;
    this.part = part;
  }

  void add(WinogradStep step) {
    switch (step) {
      case WinogradStep.Patches patches -> patches(patches);
      case WinogradStep.Products products -> products(products);
    }
  }

  private void patches(WinogradStep.Patches step) {
    WinogradKernel kernel = step.kernel();
    part.units(kernel.rows());
    body.line(
        "%s_Inputs(arena, %s, arena, %s + from * %d, from, until)",
        names.of(kernel),
        part.at(step.from()),
        names.of(step.positions()),
        kernel.columns() * kernel.stride());
  }

  private void products(WinogradStep.Products step) {
    WinogradKernel kernel = step.kernel();
    int vectors = kernel.split() == Split.CHANNELS ? Panels.vectors(kernel.panels()) : 1;
    part.units(vectors * kernel.rows());
    body.line("int own = part * THREAD_LENGTH");
    body.line(
        "%s(%sweights, arena, %s, %s%s, %s + own, from, until%s, ready)",
        names.of(kernel),
        step.from().map(from -> "arena, " + part.at(from) + ", ").orElse(""),
        part.at(step.to()),
        names.of(step.positions()),
        step.positions().perThread() ? " + own" : "",
        names.of(step.sums()),
        step.residual().map(r -> ", " + part.at(r)).orElse(""));
  }
}
