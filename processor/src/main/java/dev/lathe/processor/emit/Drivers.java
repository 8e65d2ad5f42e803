package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Spells kernels: methods without vectors that hold a layer's constants and call leaves. */
final class Drivers {

  private final int lanes;
  private final Names names;

  Drivers(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /** The methods of a kernel. */
  List<MethodSpec> of(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Pointwise pointwise -> List.of(pointwise(pointwise));
      case Kernel.Convolution convolution -> convolution(convolution);
      case Kernel.Depthwise depthwise -> List.of(depthwise(depthwise));
      case Kernel.Dense dense -> List.of(dense(dense));
      case Kernel.Pooling pooling -> List.of(pooling(pooling));
    };
  }

  private MethodSpec pointwise(Kernel.Pointwise kernel) {
    boolean residual = kernel.epilogue().residual();
    int first = kernel.panels().get(0).offset();
    int inStride = Machine.stored(kernel.in().channels());
    int outStride = Machine.stored(kernel.out().channels());
    Body body = new Body();
    body.open("if (%s)", names.compiled(kernel));
    for (Panels panels : kernel.panels()) {
      int channel = panels.vector() * lanes;
      body.line(
          "%sPanels(in, at, %d, weights, %s, %d, %d, %d, out, %s, %d, pixels%s)",
          kernel.tile(panels).method(),
          inStride,
          Expr.plus("panel", panels.offset() - first),
          panels.length(),
          panels.count(),
          panels.run(),
          Expr.plus("to", channel),
          outStride,
          residual ? ", " + Expr.plus("addend", channel) + ", " + outStride : "");
    }
    body.otherwise();
    for (Panels panels : kernel.panels()) {
      int width = panels.vectors() * lanes;
      body.open("for (int p = 0; p < %d; p++)", panels.count());
      body.line(
          "int bias = %s + p * %d", Expr.plus("panel", panels.offset() - first), panels.length());
      body.line(
          "strips(in, at, %d, 1, 0, 1, 0, %d, weights, bias, bias + %d, %d, 0, 0, out,"
              + " %s + p * %d, %d, pixels)",
          inStride,
          panels.run(),
          width,
          width,
          Expr.plus("to", panels.vector() * lanes),
          width,
          outStride);
      body.close();
    }
    passes(body, kernel, "pixels * " + outStride);
    body.close();
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] weights, int panel, float[] out, int to, int pixels"
            + (residual ? ", int addend" : ""),
        describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /** The epilogue of strips, as passes over all that they stored. */
  private static void passes(Body body, Kernel.Weighing kernel, String length) {
    for (Leaf leaf : kernel.strips()) {
      switch (leaf) {
        case Leaf.Elementwise activation ->
            body.line("%s(out, to, out, to, %s)", activation.method(), length);
        case Leaf.Add add -> body.line("%s(out, to, addend, out, to, %s)", add.method(), length);
        default -> {}
      }
    }
  }

  /**
   * The loop over panels and tiles of a pointwise leaf, which all layers share.
   *
   * @param narrow whether some map has fewer pixels than a tile
   */
  MethodSpec panels(Leaf.Pointwise leaf, boolean narrow) {
    boolean residual = leaf.epilogue().residual();
    int width = leaf.vectors() * lanes;
    Body body = new Body();
    body.open("for (int end = panel + panels * length; panel < end; panel += length)");
    if (narrow) {
      body.open("if (pixels < %d)", leaf.pixels());
      tiles(body, leaf.single(), "pixels", "");
      body.otherwise();
    }
    tiles(body, leaf, Expr.over("pixels", leaf.pixels()), "");
    if (leaf.pixels() > 1) {
      body.open("if (pixels %% %d > 0)", leaf.pixels());
      body.comment("the last tile overlaps the one before it");
      body.line("int skip = pixels - %d", leaf.pixels());
      tiles(body, leaf, "1", "skip");
      body.close();
    }
    if (narrow) {
      body.close();
    }
    body.line("to += %d", width);
    if (residual) {
      body.line("addend += %d", width);
    }
    body.close();
    return Methods.of(
        leaf.method() + "Panels",
        "float[] in, int at, int stride, float[] weights, int panel, int length, int panels,"
            + " int run, float[] out, int to, int outStride, int pixels"
            + (residual ? ", int addend, int addendStride" : ""),
        "{@code panels} panels of %d channels over {@code pixels} pixels.".formatted(width),
        body,
        Modifier.PRIVATE);
  }

  /** A call of a pointwise leaf on tiles that begin some pixels into the map. */
  private static void tiles(Body body, Leaf.Pointwise leaf, String tiles, String skip) {
    String from = skip.isEmpty() ? "%s" : "%s + " + skip + " * %s";
    body.line(
        "%s(in, %s, stride, weights, panel, run, out, %s, outStride, %s%s)",
        leaf.method(),
        from.formatted("at", "stride"),
        from.formatted("to", "outStride"),
        tiles,
        leaf.epilogue().residual()
            ? ", " + from.formatted("addend", "addendStride") + ", addendStride"
            : "");
  }

  private List<MethodSpec> convolution(Kernel.Convolution kernel) {
    List<MethodSpec> methods = new ArrayList<>();
    boolean residual = kernel.epilogue().residual();
    Body body = new Body();
    body.line("boolean tiled = %s", names.compiled(kernel));
    for (int i = 0; i < kernel.panels().size(); i++) {
      Panels panels = kernel.panels().get(i);
      ConvolutionDriver driver =
          new ConvolutionDriver(kernel, panels, lanes, names.of(kernel) + "_" + i);
      methods.addAll(driver.methods());
      int channel = panels.vector() * lanes;
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      body.line(
          "%s_%d(in, at, weights, panel, out, %s + panel * %d, from, until, tiled%s)",
          names.of(kernel),
          i,
          Expr.plus("to", channel),
          panels.vectors() * lanes,
          residual
              ? ", " + Expr.plus("addend", channel) + " + panel * " + panels.vectors() * lanes
              : "");
      body.close();
    }
    if (!kernel.standIns().equals(List.of(new Leaf.Strip()))) {
      body.open("if (!tiled)");
      int row = kernel.out().width() * Machine.stored(kernel.out().channels());
      passes(body, kernel, "(until - from) * " + row);
      body.close();
    }
    methods.add(
        0,
        Methods.of(
            names.of(kernel),
            "float[] in, int at, float[] weights, float[] out, int to, int from, int until"
                + (residual ? ", int addend" : ""),
            describe(kernel),
            body,
            Modifier.PRIVATE));
    return methods;
  }

  private MethodSpec depthwise(Kernel.Depthwise kernel) {
    Body body = new Body();
    if (kernel.carry().isPresent()) {
      body.open("if (%s)", names.compiled(kernel));
      depthwiseRow(body, kernel, kernel.carry().get());
      body.otherwise();
      depthwisePixels(body, kernel);
      body.close();
    } else {
      depthwisePixels(body, kernel);
    }
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, int ring, int shift, float[] weights, float[] out, int to, int y"
            + (kernel.pooled() ? ", int pool" : ""),
        describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private void depthwiseRow(Body body, Kernel.Depthwise kernel, Carry carry) {
    Window window = kernel.op().window();
    int stride = Machine.stored(kernel.in().channels());
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
        "%s(in, %s, %d, %d, weights, %d, out, to, %d, %d%s)",
        kernel.leaf().method(),
        IntStream.range(0, carry.height())
            .mapToObj(y -> "row" + y)
            .collect(Collectors.joining(", ")),
        kernel.in().width(),
        stride,
        kernel.offset(),
        Machine.stored(kernel.out().channels()),
        kernel.vectors(),
        kernel.pooled() ? ", pool" : "");
  }

  private void depthwisePixels(Body body, Kernel.Depthwise kernel) {
    Window window = kernel.op().window();
    int stride = Machine.stored(kernel.in().channels());
    int rowStride = kernel.in().width() * stride;
    WindowText text = new WindowText(window, kernel.in());
    text.rows(body, "y");
    body.line(
        "int slot = (top + %s + shift) %% ring",
        Expr.times("skipRows", window.dilation().height()));
    body.open("for (int x = 0; x < %d; x++)", kernel.out().width());
    text.columns(body, "x");
    body.line(
        "%s(in, at + %s, slot, ring, rows, %d, %d, taps, %d,"
            + " weights, %d, %d + (skipRows * %d + skipTaps) * %d, %d, %d, out, to + x * %d, %d%s)",
        kernel.pixel().method(),
        Expr.times("left + " + Expr.times("skipTaps", window.dilation().width()), stride),
        window.dilation().height(),
        rowStride,
        window.dilation().width() * stride,
        kernel.offset(),
        kernel.offset() + lanes,
        window.kernel().width(),
        lanes,
        window.kernel().width() * lanes,
        (1 + window.taps()) * lanes,
        Machine.stored(kernel.out().channels()),
        kernel.vectors(),
        kernel.pooled() ? ", pool" : "");
    body.close();
  }

  private MethodSpec dense(Kernel.Dense kernel) {
    Body body = new Body();
    for (Panels panels : kernel.panels()) {
      int width = panels.vectors() * lanes;
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      body.line(
          "%s(in, at, %d, weights, %d + panel * %d, out, %s + panel * %d)",
          new Leaf.Dense(panels.vectors(), kernel.epilogue()).method(),
          panels.run(),
          panels.offset(),
          panels.length(),
          Expr.plus("to", panels.vector() * lanes),
          width);
      body.close();
    }
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] weights, float[] out, int to",
        describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private MethodSpec pooling(Kernel.Pooling kernel) {
    Window window = kernel.op().window();
    Shape in = kernel.in();
    int stride = Machine.stored(in.channels());
    Body body = new Body();
    WindowText text = new WindowText(window, in);
    body.open("for (int y = 0; y < %d; y++)", kernel.out().height());
    text.rows(body, "y");
    body.open("for (int x = 0; x < %d; x++)", kernel.out().width());
    text.columns(body, "x");
    String count = "";
    if (kernel.op().kind() == Pool.Kind.AVERAGE) {
      body.line("int count = %s", text.count(kernel.op().countPadding()));
      count = "count, ";
    }
    body.line(
        "%s(in, %s, rows, %d, taps, %d, %sout, to + (y * %d + x) * %d, %d)",
        new Leaf.PoolPixel(kernel.op().kind()).method(),
        text.firstTap(stride),
        window.dilation().height() * in.width() * stride,
        window.dilation().width() * stride,
        count,
        kernel.out().width(),
        stride,
        in.channels());
    body.close().close();
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] out, int to",
        describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /** {@code stage2.0.expand: 112x112x16 -> 112x112x96, 19,267,584 MACs; tiles 2 of 7x3.} */
  private static String describe(Kernel kernel) {
    String window = kernel instanceof Kernel.Weighing weighing ? window(weighing) : "";
    return "%s: %s -> %s%s, %,d MACs; %s."
        .formatted(kernel.name(), kernel.in(), kernel.out(), window, kernel.macs(), kernel.choice())
        .replace("$", "$$");
  }

  private static String window(Kernel.Weighing kernel) {
    Window window = kernel.op().window();
    Pads pads = window.pads(kernel.in());
    String text = window.taps() == 1 ? "" : ", " + window.kernel();
    if (window.stride().height() > 1 || window.stride().width() > 1) {
      text += " stride " + window.stride();
    }
    if (!pads.equals(Pads.NONE)) {
      text += " pads %d,%d,%d,%d".formatted(pads.top(), pads.left(), pads.bottom(), pads.right());
    }
    if (kernel.op().groups() > 1) {
      text += " in " + kernel.op().groups() + " groups";
    }
    String activation = kernel.epilogue().activation().name().toLowerCase(Locale.ROOT);
    return text
        + (activation.equals("none") ? "" : ", " + activation.replace('_', '-'))
        + (kernel.epilogue().residual() ? ", residual" : "");
  }
}
