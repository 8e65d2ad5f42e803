package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Spells a depthwise kernel: some rows of some vectors of channels, from a whole map, a ring of
 * rows or a panel.
 */
final class DepthwiseDriver {

  private final DepthwiseKernel kernel;
  private final int lanes;
  private final Names names;
  private final Window window;

  /** Floats from one row's sums to the next one's. */
  private final int sumStride;

  DepthwiseDriver(DepthwiseKernel kernel, int lanes, Names names) {
    this.kernel = kernel;
    this.lanes = lanes;
    this.names = names;
    this.window = kernel.op().window();
    this.sumStride = Machine.stored(kernel.out().channels());
  }

  MethodSpec method() {
    int outRow = kernel.out().width() * kernel.outStride();
    Body body = new Body();
    body.line("int panel = %d + vector * %d", kernel.offset(), (1 + window.taps()) * lanes);
    body.line("to += vector * %d", lanes);
    if (kernel.pooled()) {
      body.line("pool += vector * %d", lanes);
      body.open("for (int y = from; y < until; y++)");
      body.line("int sums = pool + y * %d", sumStride);
      body.line("Arrays.fill(out, sums, sums + vectors * %d, 0f)", lanes);
      body.close();
    }
    if (kernel.rows().isEmpty()) {
      pixels(body, outRow);
      passes(body, outRow);
    } else if (!kernel.hasStandIns()) {
      rows(body, kernel.rows().get(), outRow);
    } else {
      Leaf.DepthwiseRows rows = kernel.rows().get();
      body.open("if (%s)", names.ready(kernel));
      rows(body, rows, outRow);
      body.otherwise();
      if (rows.equals(rows.bare()) || !names.has(rows.bare())) {
        pixels(body, outRow);
      } else {
        body.open("if (%s)", names.ready(rows.bare()));
        rows(body, rows.bare(), outRow);
        body.otherwise();
        pixels(body, outRow);
        body.close();
      }
      passes(body, outRow);
      body.close();
    }
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, int stride, int ring, int shift, float[] weights, int vector,"
            + " int vectors, float[] out, int to, int from, int until"
            + (kernel.pooled() ? ", int pool" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private void rows(Body body, Leaf.DepthwiseRows leaf, int outRow) {
    int stride = window.stride().height();
    int pad = window.pads(kernel.in()).top();
    String top = Expr.plus(Expr.times("y", stride), -pad);
    String next = "";
    if (leaf.rows() == 1) {
      body.open("for (int y = from; y < until; y++)");
    } else {
      body.open("for (int y = from, rows; y < until; y += rows)");
      body.line("rows = Math.min(until - y, %d)", leaf.rows());
      body.comment("a row alone is the second of two, and takes the place of the first");
      top = Expr.plus(Expr.times("y + rows", stride), -leaf.rows() * stride - pad);
      next = "(rows - 1) * ";
    }
    body.line("int top = %s", top);
    for (int y = 0; y < leaf.inputRows(); y++) {
      body.line(
          "int row%d = row(%s, %d, at, ring, shift, stride * %d)",
          y,
          Expr.plus("top", y * window.dilation().height()),
          kernel.in().height(),
          kernel.in().width());
    }
    String inputs =
        IntStream.range(0, leaf.inputRows())
            .mapToObj(y -> "row" + y)
            .collect(Collectors.joining(", "));
    body.line(
        "%s(in, %s, %d, stride, weights, panel, out, to + (y - from) * %d, %s%d, vectors%s)",
        leaf.method(),
        inputs,
        kernel.in().width(),
        outRow,
        next.isEmpty() ? "" : next + outRow + ", ",
        kernel.outStride(),
        leaf.pooled()
            ? ", pool + y * " + sumStride + (next.isEmpty() ? "" : ", " + next + sumStride)
            : "");
    body.close();
  }

  private void pixels(Body body, int outRow) {
    String row = " + (y - from) * " + outRow;
    body.open("for (int y = from; y < until; y++)");
    new WindowText(window, kernel.in()).rows(body, "y");
    body.line(
        "int slot = (top + %s + shift) %% ring",
        Expr.times("skipRows", window.dilation().height()));
    body.line(
        "%s(in, at, slot, ring, rows, %d, %d, stride, %d, %d, %d, %d, weights,"
            + " panel, panel + %d + skipRows * %d, %d, out, to%s, %d, %d, vectors)",
        new Leaf.DepthwisePixels().method(),
        window.dilation().height(),
        kernel.in().width(),
        window.kernel().width(),
        window.dilation().width(),
        window.stride().width(),
        window.pads(kernel.in()).left(),
        lanes,
        window.kernel().width() * lanes,
        (1 + window.taps()) * lanes,
        row,
        kernel.outStride(),
        kernel.out().width());
    body.close();
  }

  /** What follows bare sums. */
  private void passes(Body body, int outRow) {
    String channels = "vectors * " + lanes;
    int pixels = kernel.out().width();
    int outStride = kernel.outStride();
    Passes.over(body, kernel, "", channels, "(until - from) * " + pixels, outStride);
    if (kernel.pooled()) {
      body.open("for (int y = from; y < until; y++)");
      body.line(
          "%s(out, to + (y - from) * %d, %d, %d, out, pool + y * %d, %s)",
          new Leaf.RowSums().method(), outRow, pixels, outStride, sumStride, channels);
      body.close();
    }
  }
}
