package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Split;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Spells a depthwise kernel: one output row, from whole maps or from a ring of rows. */
final class DepthwiseDriver {

  private final DepthwiseKernel kernel;
  private final int lanes;
  private final Names names;
  private final Window window;

  /** Floats from pixel to pixel of the input. */
  private final int stride;

  DepthwiseDriver(DepthwiseKernel kernel, int lanes, Names names) {
    this.kernel = kernel;
    this.lanes = lanes;
    this.names = names;
    this.window = kernel.op().window();
    this.stride = Machine.stored(kernel.in().channels());
  }

  MethodSpec method() {
    Body body = new Body();
    if (kernel.carry().isPresent() && !kernel.leaf().isLarge()) {
      row(body, kernel.carry().get());
    } else if (kernel.carry().isPresent()) {
      body.open("if (%s)", names.ready(kernel));
      row(body, kernel.carry().get());
      body.otherwise();
      pixels(body);
      body.close();
    } else {
      pixels(body);
    }
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, int ring, int shift, float[] weights, float[] out, int to, int y"
            + (isPart() ? ", int from, int until" : "")
            + (kernel.pooled() ? ", int pool" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private void row(Body body, Carry carry) {
    body.line(
        "int top = %s",
        Expr.plus(Expr.times("y", window.stride().height()), -window.pads(kernel.in()).top()));
    for (int y = 0; y < carry.height(); y++) {
      body.line(
          "int row%d = row(%s, %d, at, ring, shift, %d)",
          y,
          Expr.plus("top", y * window.dilation().height()),
          kernel.in().height(),
          kernel.in().width() * stride);
    }
    body.line(
        "%s(in, %s, %d, %d, weights, %s, out, %s, %d, %s%s)",
        kernel.leaf().method(),
        IntStream.range(0, carry.height())
            .mapToObj(y -> channel("row" + y))
            .collect(Collectors.joining(", ")),
        kernel.in().width(),
        stride,
        packed(0),
        channel("to"),
        Machine.stored(kernel.out().channels()),
        vectors(),
        pool());
  }

  private void pixels(Body body) {
    int rowStride = kernel.in().width() * stride;
    WindowText text = new WindowText(window, kernel.in());
    text.rows(body, "y");
    body.line(
        "int slot = (top + %s + shift) %% ring",
        Expr.times("skipRows", window.dilation().height()));
    body.open("for (int x = 0; x < %d; x++)", kernel.out().width());
    text.columns(body, "x");
    body.line(
        "%s(in, %s + %s, slot, ring, rows, %d, %d, taps, %d,"
            + " weights, %s, %s + (skipRows * %d + skipTaps) * %d, %d, %d, out, %s + x * %d, %s%s)",
        kernel.pixel().method(),
        channel("at"),
        Expr.times("left + " + Expr.times("skipTaps", window.dilation().width()), stride),
        window.dilation().height(),
        rowStride,
        window.dilation().width() * stride,
        packed(0),
        packed(lanes),
        window.kernel().width(),
        lanes,
        window.kernel().width() * lanes,
        (1 + window.taps()) * lanes,
        channel("to"),
        Machine.stored(kernel.out().channels()),
        vectors(),
        pool());
    body.close();
  }

  private boolean isPart() {
    return kernel.split() == Split.CHANNELS;
  }

  /** A place, at this part's first channel. */
  private String channel(String place) {
    return isPart() ? place + " + from * " + lanes : place;
  }

  /** A place in the packed weights of this part's first vector. */
  private String packed(int shift) {
    String place = "" + (kernel.offset() + shift);
    return isPart() ? place + " + from * " + (1 + window.taps()) * lanes : place;
  }

  private String vectors() {
    return isPart() ? "until - from" : "" + kernel.vectors();
  }

  private String pool() {
    return kernel.pooled() ? ", " + channel("pool") : "";
  }
}
