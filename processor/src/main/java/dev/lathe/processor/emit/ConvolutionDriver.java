package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.ConvolutionKernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Spells the loops of a convolution over rows and columns: pixels whose window lies inside the map
 * in tiles, those at its left and right border one by one with the taps that exist.
 */
final class ConvolutionDriver {

  private final ConvolutionKernel kernel;
  private final Panels panels;
  private final int width;
  private final String name;
  private final Names names;
  private final Window window;
  private final boolean residual;

  ConvolutionDriver(ConvolutionKernel kernel, Panels panels, int lanes, String name, Names names) {
    this.names = names;
    this.kernel = kernel;
    this.panels = panels;
    this.width = panels.vectors() * lanes;
    this.name = name;
    this.window = kernel.window();
    this.residual = kernel.epilogue().residual();
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(rows());
    if (hasBorder()) {
      methods.add(border());
    }
    return methods;
  }

  private boolean hasBorder() {
    return kernel.inside() < kernel.out().width();
  }

  private MethodSpec rows() {
    int inside = kernel.inside();
    Body body = new Body();
    body.line("int bias = %s", Expr.plus("panel * " + panels.length(), panels.offset()));
    channels(body);
    if (kernel.blockRows().isEmpty()) {
      body.open("if (%s)", names.ready(kernel));
      body.line("touch(weights, bias, %d, out)", panels.length());
      body.close();
    }
    body.open("for (int y = from; y < until; y++)");
    new WindowText(window, kernel.in()).rows(body, "y");
    body.line(
        "int row = at + %s(top + %s) * %d",
        isGrouped() ? "channel + " : "",
        Expr.times("skipRows", window.dilation().height()),
        kernel.in().width() * kernel.stride());
    body.line(
        "int taps = bias + %s",
        width + " + skipRows * " + window.kernel().width() * panels.run() * width);
    border(body, 0, window.insideFrom(kernel.in()));
    inside(body, inside);
    border(body, window.insideUntil(kernel.in()), kernel.out().width());
    body.line("to += %d", outRow());
    if (residual) {
      body.line("addend += %d", outRow());
    }
    body.close();
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, int panel, float[] out, int to, int from, int until,"
            + " int ready"
            + (residual ? ", int addend" : ""),
        "One panel of %d channels over the output rows {@code from} to {@code until}."
            .formatted(width),
        body,
        Modifier.PRIVATE);
  }

  /** The input channels of the groups that the panel spans. */
  private void channels(Body body) {
    if (!isGrouped()) {
      return;
    }
    int groupIn = kernel.op().in() / kernel.op().groups();
    int groupOut = kernel.op().out() / kernel.op().groups();
    int first = panels.vector() * (width / panels.vectors());
    body.line("int first = %d + panel * %d", first, width);
    body.line("int last = Math.min(first + %d, %d)", width - 1, kernel.op().out() - 1);
    body.line("int channel = first / %d * %d", groupOut, groupIn);
    body.line("int run = (last / %1$d - first / %1$d + 1) * %2$d", groupOut, groupIn);
  }

  private void inside(Body body, int inside) {
    if (inside == 0) {
      return;
    }
    int start = window.insideFrom(kernel.in());
    int pixels = kernel.tile(panels).tile().pixels();
    int tiles = inside / pixels;
    body.open("if (%s)", names.ready(kernel));
    if (tiles > 0) {
      tiles(body, start, tiles);
      if (inside % pixels > 0) {
        body.comment("the last tile overlaps the one before it");
        tiles(body, window.insideUntil(kernel.in()) - pixels, 1);
      }
    } else {
      insideCall(body, kernel.single(panels), start, inside);
    }
    body.otherwise();
    insideCall(body, "strips", width + ", ", start, inside, "");
    body.close();
  }

  /** Tiles by the leaf for their strides, if there is one and it is compiled. */
  private void tiles(Body body, int x, int count) {
    Leaf.Convolution any = kernel.tile(panels);
    Leaf.Strided wanted = kernel.strided(panels);
    if (!names.strided(any).contains(wanted)) {
      insideCall(body, any, x, count);
      return;
    }
    body.open("if (%s)", names.ready(wanted));
    body.open("for (int tile = 0; tile < %d; tile++)", count);
    int pixels = any.tile().pixels();
    String to = " + tile * " + pixels * outStride();
    body.line(
        "%s(in, %s + tile * %d, %s, out, %s%s%s)",
        wanted.method(),
        column(x),
        pixels * wanted.stride(),
        taps(""),
        Expr.plus("to", x * outStride()),
        to,
        residual ? ", " + Expr.plus("addend", x * outStride()) + to : "");
    body.close().otherwise();
    insideCall(body, any, x, count);
    body.close();
  }

  private void insideCall(Body body, Leaf.Convolution leaf, int x, int count) {
    insideCall(body, leaf.method(), "", x, count, addend(x));
  }

  private String addend(int x) {
    return residual ? ", " + Expr.plus("addend", x * outStride()) + ", " + outStride() : "";
  }

  private void insideCall(
      Body body, String method, String panelWidth, int x, int count, String addend) {
    body.line(
        "%s(in, %s, %d, %s, out, %s, %d, %d%s)",
        method,
        column(x),
        kernel.tileStride(),
        taps(panelWidth),
        Expr.plus("to", x * outStride()),
        outStride(),
        count,
        addend);
  }

  /** Where the window of an output column begins. */
  private String column(int x) {
    int column = x * window.stride().width() - kernel.pads().left();
    return Expr.plus("row", column * kernel.stride());
  }

  /** The arguments that tell a leaf the taps of a window and their weights. */
  private String taps(String panelWidth) {
    int tap = panels.run() * width;
    return "rows, %d, %s, weights, bias, taps, %s%d, %d"
        .formatted(
            rowStride(),
            kernel.isContiguous()
                ? "1, 0, " + window.kernel().width() * panels.run()
                : "%d, %d, %s".formatted(window.kernel().width(), tapStride(), run()),
            panelWidth,
            window.kernel().width() * tap,
            tap);
  }

  private void border(Body body, int from, int until) {
    if (from < until) {
      body.open("for (int x = %d; x < %d; x++)", from, until);
      body.line(
          "%sBorder(in, row, rows, weights, bias, taps, out, to + x * %d, x, ready%s%s)",
          name,
          outStride(),
          isGrouped() ? ", run" : "",
          residual ? ", addend + x * " + outStride() : "");
      body.close();
    }
  }

  private MethodSpec border() {
    Body body = new Body();
    new WindowText(window, kernel.in()).columns(body, "x");
    body.open("if (%s)", names.ready(kernel));
    borderCall(body, kernel.single(panels).method(), "", residual ? ", addend, 0" : "");
    body.otherwise();
    borderCall(body, "strips", width + ", ", "");
    body.close();
    return Methods.of(
        name + "Border",
        "float[] in, int row, int rows, float[] weights, int bias, int panel, float[] out, int to,"
            + " int x, int ready"
            + (isGrouped() ? ", int run" : "")
            + (residual ? ", int addend" : ""),
        "One pixel with the taps that lie inside the map.",
        body,
        Modifier.PRIVATE);
  }

  private void borderCall(Body body, String method, String panelWidth, String addend) {
    String from =
        Expr.times("left + " + Expr.times("skipTaps", window.dilation().width()), kernel.stride());
    String taps =
        kernel.isContiguous()
            ? "1, 0, taps * " + panels.run()
            : "taps, %d, %s".formatted(tapStride(), run());
    int tap = panels.run() * width;
    body.line(
        "%s(in, row + %s, 0, rows, %d, %s, weights, bias, panel + skipTaps * %d, %s%d, %d, out, to,"
            + " 0, 1%s)",
        method,
        from,
        rowStride(),
        taps,
        tap,
        panelWidth,
        window.kernel().width() * tap,
        tap,
        addend);
  }

  private boolean isGrouped() {
    return kernel.op().groups() > 1;
  }

  private String run() {
    return isGrouped() ? "run" : "" + panels.run();
  }

  private int rowStride() {
    return window.dilation().height() * kernel.in().width() * kernel.stride();
  }

  private int tapStride() {
    return window.dilation().width() * kernel.stride();
  }

  private int outStride() {
    return kernel.outStride();
  }

  private int outRow() {
    return kernel.out().width() * outStride();
  }
}
