package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Panels;
import java.util.ArrayList;
import java.util.List;
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
      case Kernel.Depthwise depthwise ->
          List.of(new DepthwiseDriver(depthwise, lanes, names).method());
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
        KernelText.describe(kernel),
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
    int width = leaf.tile().vectors() * lanes;
    Body body = new Body();
    body.open("for (int end = panel + panels * length; panel < end; panel += length)");
    if (narrow) {
      body.open("if (pixels < %d)", leaf.tile().pixels());
      tiles(body, leaf.single(), "pixels", "");
      body.otherwise();
    }
    tiles(body, leaf, Expr.over("pixels", leaf.tile().pixels()), "");
    if (leaf.tile().pixels() > 1) {
      body.open("if (pixels %% %d > 0)", leaf.tile().pixels());
      body.comment("the last tile overlaps the one before it");
      body.line("int skip = pixels - %d", leaf.tile().pixels());
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
            KernelText.describe(kernel),
            body,
            Modifier.PRIVATE));
    return methods;
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
        KernelText.describe(kernel),
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
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }
}
