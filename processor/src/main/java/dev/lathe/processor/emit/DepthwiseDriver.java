package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import javax.lang.model.element.Modifier;

/** Spells a depthwise kernel: some rows of some vectors of channels. */
final class DepthwiseDriver {

  private final DepthwiseKernel kernel;
  private final int lanes;
  private final Names names;
  private final DepthwiseText text;

  /** Floats from one row's sums to the next one's. */
  private final int sumStride;

  DepthwiseDriver(DepthwiseKernel kernel, int lanes, Names names) {
    this.kernel = kernel;
    this.lanes = lanes;
    this.names = names;
    this.sumStride = Machine.stored(kernel.out().channels());
    Window window = kernel.op().window();
    DepthwiseText.Sizes sizes =
        new DepthwiseText.Sizes(
            "" + kernel.in().height(),
            "" + kernel.in().width(),
            "" + window.pads(kernel.in()).top(),
            "" + kernel.out().width(),
            "" + kernel.outStride(),
            "" + sumStride);
    this.text = new DepthwiseText(window, window.pads(kernel.in()).left(), lanes, sizes);
  }

  MethodSpec method() {
    Body body = new Body();
    int taps = kernel.op().window().taps();
    body.line("int panel = %d + vector * %d", kernel.offset(), (1 + taps) * lanes);
    body.line("to += vector * %d", lanes);
    if (kernel.pooled()) {
      body.line("pool += vector * %d", lanes);
      body.open("for (int y = from; y < until; y++)");
      body.line("int sums = pool + y * %d", sumStride);
      body.line("Arrays.fill(out, sums, sums + vectors * %d, 0f)", lanes);
      body.close();
    }
    if (kernel.rows().isEmpty()) {
      pixels(body);
    } else if (!kernel.hasStandIns()) {
      text.rows(body, kernel.rows().get());
    } else {
      Leaf.DepthwiseRows rows = kernel.rows().get();
      body.open("if (%s)", names.ready(kernel));
      text.rows(body, rows);
      body.otherwise();
      names.standIn(kernel).ifPresentOrElse(shared -> standIn(body, shared), () -> pixels(body));
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

  /** Pixel by pixel, and what follows the sums. */
  private void pixels(Body body) {
    text.pixels(body);
    Passes.over(
        body,
        kernel,
        "",
        "vectors * " + lanes,
        "(until - from) * " + kernel.out().width(),
        kernel.outStride());
    if (kernel.pooled()) {
      text.sums(body);
    }
  }

  /** The method that several layers share. */
  private void standIn(Body body, DepthwiseStandIn shared) {
    body.line(
        "%s(in, at, stride, ring, shift, weights, panel, vectors, out, to, from, until, %d, %d, %d,"
            + " %d, %d, %d%s, ready)",
        names.of(shared),
        kernel.in().height(),
        kernel.in().width(),
        kernel.op().window().pads(kernel.in()).top(),
        kernel.out().width(),
        kernel.outStride(),
        shared.passes().number(kernel),
        shared.pooled() ? ", %s, %d".formatted(kernel.pooled() ? "pool" : "-1", sumStride) : "");
  }
}
