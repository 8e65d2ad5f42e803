package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.ConvolutionKernel;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Im2ColKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.WinogradKernel;
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
      case Kernel.Pointwise pointwise when pointwise.split() == Split.PANELS -> panels(pointwise);
      case Kernel.Pointwise pointwise ->
          List.of(new PointwiseDriver(lanes, names).method(pointwise, names.of(pointwise)));
      case ConvolutionKernel convolution -> convolution(convolution);
      case Im2ColKernel im2col -> new Im2ColDriver(im2col, lanes, names).methods();
      case WinogradKernel winograd -> new WinogradDriver(winograd, lanes, names).methods();
      case DepthwiseKernel depthwise ->
          List.of(new DepthwiseDriver(depthwise, lanes, names).method());
      case Kernel.Dense dense -> List.of(dense(dense));
      case Kernel.Pooling pooling -> List.of(pooling(pooling));
      case Kernel.Rectifying rectifying -> List.of(rectifying(rectifying));
    };
  }

  private List<MethodSpec> panels(Kernel.Pointwise kernel) {
    PointwiseDriver driver = new PointwiseDriver(lanes, names);
    return kernel.panels().stream()
        .map(panels -> driver.ofPanel(kernel, panels, names.ofPanel(kernel, panels)))
        .toList();
  }

  private List<MethodSpec> convolution(ConvolutionKernel kernel) {
    List<MethodSpec> methods = new ArrayList<>();
    boolean residual = kernel.epilogue().residual();
    boolean byChannels = kernel.split() == Split.CHANNELS;
    int rows = kernel.out().height();
    int outStride = kernel.outStride();
    int outRow = kernel.out().width() * outStride;
    boolean hasPasses = !kernel.passes().isEmpty();
    Body body = new Body();
    if (hasPasses) {
      body.line("boolean tiled = %s", names.ready(kernel));
    }
    for (int i = 0; i < kernel.panels().size(); i++) {
      Panels panels = kernel.panels().get(i);
      int width = panels.vectors() * lanes;
      ConvolutionDriver driver =
          new ConvolutionDriver(kernel, panels, lanes, names.of(kernel) + "_" + i, names);
      methods.addAll(driver.methods());
      String channel = Expr.plus("panel * " + width, panels.vector() * lanes);
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      if (byChannels) {
        PartText.openRows(body, rows, panels);
      }
      String shift = byChannels ? " + begin * " + outRow + " + " + channel : " + " + channel;
      body.line(
          "%s_%d(in, at, weights, panel, out, to%s, %s, ready%s)",
          names.of(kernel),
          i,
          shift,
          byChannels ? "begin, end" : "from, until",
          residual ? ", addend" + shift : "");
      if (byChannels && hasPasses) {
        String pixels = Expr.times("end - begin", kernel.out().width());
        body.open("if (!tiled)");
        Passes.over(body, kernel, shift, "" + width, pixels, outStride);
        body.close();
      }
      if (byChannels) {
        body.close();
      }
      body.close();
    }
    if (hasPasses && !byChannels) {
      body.open("if (!tiled)");
      Passes.over(
          body, kernel, "", outStride, Expr.times("until - from", kernel.out().width()), lanes);
      body.close();
    }
    methods.add(
        0,
        Methods.of(
            names.of(kernel),
            "float[] in, int at, float[] weights, float[] out, int to, int from, int until"
                + (residual ? ", int addend" : "")
                + ", int ready",
            KernelText.describe(kernel),
            body,
            Modifier.PRIVATE));
    return methods;
  }

  private MethodSpec dense(Kernel.Dense kernel) {
    Panels panels = kernel.panels();
    Body body = new Body();
    body.line(
        "%s(in, at, %d, weights, %d + from * %d, out, to + from * %d, until - from)",
        kernel.leaf().method(), panels.run(), panels.offset(), panels.length(), lanes);
    Passes.over(body, kernel, " + from * " + lanes, "" + lanes, "until - from", lanes);
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] weights, float[] out, int to, int from, int until",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  private MethodSpec rectifying(Kernel.Rectifying kernel) {
    Body body = new Body();
    body.line(
        "%s(in, at, weights, %d, out, to, pixels, %d)",
        new Leaf.Rectify().method(), kernel.offset(), Machine.stored(kernel.in().channels()));
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] weights, float[] out, int to, int pixels",
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
    body.open("for (int y = from; y < until; y++)");
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
        kernel.outStride(),
        in.channels());
    body.close().close();
    return Methods.of(
        names.of(kernel),
        "float[] in, int at, float[] out, int to, int from, int until",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }
}
