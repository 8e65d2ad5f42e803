package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.Im2ColKernel;
import dev.lathe.processor.plan.Kernel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Spells a convolution of few channels: a row of windows, then the matrix product over them. */
final class Im2ColDriver {

  private final Im2ColKernel kernel;
  private final int lanes;
  private final Names names;
  private final String name;
  private final Window window;
  private final int rowFloats;

  Im2ColDriver(Im2ColKernel kernel, int lanes, Names names) {
    this.kernel = kernel;
    this.lanes = lanes;
    this.names = names;
    this.name = names.of(kernel);
    this.window = kernel.op().window();
    this.rowFloats = kernel.in().width() * kernel.in().channels();
  }

  List<MethodSpec> methods() {
    MethodSpec product = new PointwiseDriver(lanes, names).method(kernel.product(), productName());
    return List.of(rows(), windows(), product);
  }

  private String productName() {
    return name + "Product";
  }

  private MethodSpec rows() {
    Kernel.Pointwise product = kernel.product();
    boolean residual = kernel.epilogue().residual();
    int outRow = kernel.out().width() * kernel.outStride();
    Body body = new Body();
    body.open("for (int y = from; y < until; y++)");
    body.line("%sWindows(in, at, out, windows, y)", name);
    body.line(
        "%s(out, windows, weights, %d, out, to, %d%s, ready)",
        productName(),
        product.panels().get(0).offset(),
        kernel.out().width(),
        residual ? ", addend" : "");
    body.line("to += %d", outRow);
    if (residual) {
      body.line("addend += %d", outRow);
    }
    body.close();
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, float[] out, int to, int windows, int from, int until"
            + (residual ? ", int addend" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private MethodSpec windows() {
    int from = window.insideFrom(kernel.in());
    int until = window.insideUntil(kernel.in());
    int width = kernel.out().width();
    Body body = new Body();
    body.line(
        "int top = %s",
        Expr.plus(Expr.times("y", window.stride().height()), -window.pads(kernel.in()).top()));
    if (from < until) {
      body.line("boolean inside = top >= 0 && top <= %d", kernel.lastTop());
      body.open("if (inside)");
      body.line(
          "%s(in, %s, %d, %d, %d, out, %s, %d, %d)",
          kernel.copy().method(),
          Expr.plus("at + top * " + rowFloats, left(from)),
          step(),
          window.dilation().height() * rowFloats,
          kernel.run(),
          Expr.plus("windows", from * kernel.length()),
          kernel.length(),
          until - from);
      body.close();
      body.comment("the others, of which some taps may lie outside of the map");
      border(body, 0, "inside ? %d : %d".formatted(from, width));
      if (until < width) {
        border(body, until, "inside ? %d : 0".formatted(width - until));
      }
    } else {
      border(body, 0, "" + width);
    }
    return Methods.of(
        name + "Windows",
        "float[] in, int at, float[] out, int windows, int y",
        "The windows of output row {@code y}, %d floats each.".formatted(kernel.length()),
        body,
        Modifier.PRIVATE);
  }

  /** Copies {@code count} windows from column {@code x} on, wherever their taps lie. */
  private void border(Body body, int x, String count) {
    body.line(
        "Im2Col.windows(in, at, %d, %d, top, %d, %d, %d, %d, %d, out, %s, %d, %s)",
        kernel.in().height(),
        rowFloats,
        window.dilation().height(),
        left(x),
        step(),
        window.kernel().height(),
        kernel.run(),
        Expr.plus("windows", x * kernel.length()),
        kernel.length(),
        count);
  }

  /** Floats from a window's first to the next one's. */
  private int step() {
    return window.stride().width() * kernel.in().channels();
  }

  /** Floats from a row's first to a window's first. */
  private int left(int x) {
    int column = x * window.stride().width() - window.pads(kernel.in()).left();
    return column * kernel.in().channels();
  }
}
