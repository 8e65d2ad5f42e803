package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.WinogradKernel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Spells the loops of a convolution by Winograd: over rows of patches, panels and the positions of
 * a patch.
 */
final class WinogradDriver {

  private final WinogradKernel kernel;
  private final int lanes;
  private final Names names;
  private final boolean residual;

  WinogradDriver(WinogradKernel kernel, int lanes, Names names) {
    this.kernel = kernel;
    this.lanes = lanes;
    this.names = names;
    this.residual = kernel.epilogue().residual();
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(kernel.split() == Split.CHANNELS ? byChannels() : byPixels());
    methods.add(inputs());
    for (int i = 0; i < kernel.panels().size(); i++) {
      methods.add(panel(i));
    }
    return methods;
  }

  private String name() {
    return names.of(kernel);
  }

  /** All panels of some rows, band by band. */
  private MethodSpec byPixels() {
    Body body = new Body();
    body.open("for (int y = from, rows; y < until; y += rows)");
    body.line("rows = Math.min(until - y, %d)", kernel.bandRows());
    body.line("%s_Inputs(in, at, out, positions, y, y + rows)", name());
    for (int i = 0; i < kernel.panels().size(); i++) {
      body.open("for (int panel = 0; panel < %d; panel++)", kernel.panels().get(i).count());
      call(body, i, "positions", "y", "y + rows");
      body.close();
    }
    body.close();
    return method(body);
  }

  /** Some rows of some panels, from inputs that another step has transformed. */
  private MethodSpec byChannels() {
    int rows = kernel.rows();
    Body body = new Body();
    for (int i = 0; i < kernel.panels().size(); i++) {
      Panels panels = kernel.panels().get(i);
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      PartText.openRows(body, rows, panels);
      int row = kernel.columns() * kernel.stride();
      call(body, i, "positions + begin * " + row, "begin", "end");
      body.close().close();
    }
    return method(body);
  }

  private void call(Body body, int i, String positions, String from, String until) {
    body.line(
        "%s_%d(weights, panel, out, to, %s, sums, %s, %s, ready%s)",
        name(), i, positions, from, until, residual ? ", addend" : "");
  }

  private MethodSpec method(Body body) {
    return Methods.of(
        name(),
        (kernel.split() == Split.PIXELS ? "float[] in, int at, " : "")
            + "float[] weights, float[] out, int to, int positions, int sums, int from, int until"
            + (residual ? ", int addend" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private MethodSpec inputs() {
    int patchRow = WinogradKernel.PATCH * kernel.rowStride();
    Body body = new Body();
    body.open("for (int y = from; y < until; y++)");
    body.line(
        "%s(in, at + y * %d, %d, %d, out, to, %d, %d, %d)",
        new Leaf.InputTransform().method(),
        patchRow,
        kernel.stride(),
        kernel.rowStride(),
        kernel.positionLength(),
        kernel.columns(),
        kernel.stride());
    body.line("to += %d", kernel.columns() * kernel.stride());
    body.close();
    return Methods.of(
        name() + "_Inputs",
        "float[] in, int at, float[] out, int to, int from, int until",
        "The inputs of the rows of patches {@code from} to {@code until} as positions.",
        body,
        Modifier.PRIVATE);
  }

  private MethodSpec panel(int i) {
    Panels panels = kernel.panels().get(i);
    int width = panels.vectors() * lanes;
    int columns = kernel.columns();
    int positions = WinogradKernel.POSITIONS;
    Body body = new Body();
    body.line("int patches = (until - from) * %d", columns);
    body.line(
        "int bias = %s", Expr.plus("panel * " + positions * panels.length(), panels.offset()));
    body.line("int sum = sums");
    body.open("for (int position = 0; position < %d; position++)", positions);
    body.open("if (%s)", names.ready(kernel));
    body.line(
        "%1$sPanels(out, at, %2$d, weights, bias, %3$d, %3$d, 1, %4$d, out, sum, %5$d, patches, 0,"
            + " Integer.MAX_VALUE%6$s)",
        kernel.tile(panels).method(),
        kernel.stride(),
        panels.length(),
        panels.run(),
        width,
        TileLoops.ready(names, kernel.tile(panels)));
    body.otherwise();
    body.line(
        "productStandIn(out, at, %1$d, weights, bias, %2$d, %2$d, 1, %3$d, %4$d, out, sum, %3$d,"
            + " patches, 0%5$s, ready)",
        kernel.stride(),
        panels.length(),
        width,
        panels.run(),
        names.productPasses().add() ? ", 0" : "");
    body.close();
    body.line("at += %d", kernel.positionLength());
    body.line("bias += %d", panels.length());
    body.line("sum += patches * %d", width);
    body.close();
    outputs(body, panels, width);
    return Methods.of(
        name() + "_" + i,
        "float[] weights, int panel, float[] out, int to, int at, int sums, int from, int until,"
            + " int ready"
            + (residual ? ", int addend" : ""),
        "One panel of %d channels of the rows of patches {@code from} to {@code until}."
            .formatted(width),
        body,
        Modifier.PRIVATE);
  }

  /** The output transform, row by row. Outputs beyond the map are stored where others follow. */
  private void outputs(Body body, Panels panels, int width) {
    int columns = kernel.columns();
    int outRow = kernel.out().width() * kernel.outStride();
    int patch = WinogradKernel.PATCH;
    int whole = kernel.out().width() / patch;
    boolean oddHeight = kernel.out().height() % patch > 0;
    String channel = Expr.plus("panel * " + width, panels.vector() * lanes);
    body.open("for (int y = from; y < until; y++)");
    body.line("int shift = y * %d + %s", patch * outRow, channel);
    if (oddHeight) {
      body.line("int below = y < %d ? %d : 0", kernel.rows() - 1, outRow);
    }
    String below = oddHeight ? "below" : "" + outRow;
    if (whole > 0) {
      output(body, width, 0, kernel.outStride(), below, whole);
    }
    if (whole < columns) {
      body.comment("the last patch has one column");
      output(body, width, whole, 0, below, 1);
    }
    body.line("sums += %d", columns * width);
    body.close();
  }

  private void output(Body body, int width, int skip, int right, String below, int patches) {
    int step = WinogradKernel.PATCH * kernel.outStride();
    body.line(
        "%s(out, %s, patches * %d, %d, out, %s, %d, %s, %d, %d%s)",
        kernel.outputTransform().method(),
        Expr.plus("sums", skip * width),
        width,
        width,
        Expr.plus("to + shift", skip * step),
        right,
        below,
        step,
        patches,
        residual ? ", " + Expr.plus("addend + shift", skip * step) : "");
  }
}
