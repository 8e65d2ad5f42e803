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
    MethodSpec product =
        new PointwiseDriver(lanes, names).method(kernel.product(), productName(), kernel);
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
          window.stride().width() * kernel.in().channels(),
          window.dilation().height() * rowFloats,
          kernel.run(),
          Expr.plus("windows", from * kernel.length()),
          kernel.length(),
          until - from);
      body.close();
      body.comment("the others, of which some taps may lie outside of the map");
      body.line("int others = inside ? %d : %d", width - until + from, width);
      if (until == width) {
        body.open("for (int x = 0; x < others; x++)");
      } else {
        body.line("int skip = inside ? %d : 0", until - from);
        body.open("for (int other = 0; other < others; other++)");
        body.line("int x = other < %d ? other : other + skip", from);
      }
    } else {
      body.open("for (int x = 0; x < %d; x++)", width);
    }
    body.line(
        "Im2Col.window(in, at, %d, %d, top, %d, %s, %d, %d, out, windows + x * %d, %d)",
        kernel.in().height(),
        rowFloats,
        window.dilation().height(),
        Expr.plus(Expr.times("x", window.stride().width() * kernel.in().channels()), left(0)),
        window.kernel().height(),
        kernel.run(),
        kernel.length(),
        kernel.length());
    body.close();
    return Methods.of(
        name + "Windows",
        "float[] in, int at, float[] out, int windows, int y",
        "The windows of output row {@code y}, %d floats each.".formatted(kernel.length()),
        body,
        Modifier.PRIVATE);
  }

  /** Floats from a row's first to a window's first. */
  private int left(int x) {
    int column = x * window.stride().width() - window.pads(kernel.in()).left();
    return column * kernel.in().channels();
  }
}
