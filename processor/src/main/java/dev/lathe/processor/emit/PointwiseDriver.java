package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** Spells matrix products: the loops over panels and tiles, and those of strips that stand in. */
final class PointwiseDriver {

  private final int lanes;
  private final Names names;

  PointwiseDriver(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /**
   * The method of a kernel.
   *
   * @param whole the kernel that it is part of, which is ready as a whole
   */
  MethodSpec method(Kernel.Pointwise kernel, String name, Kernel whole) {
    boolean residual = kernel.epilogue().residual();
    boolean byChannels = kernel.split() == Split.CHANNELS;
    Body body = new Body();
    if (byChannels) {
      body.line("int pixels = %d", kernel.in().pixels());
    }
    OptionalInt block = kernel.block();
    block.ifPresent(pixels -> openBlocks(body, pixels));
    String skip = block.isPresent() ? "done" : "";
    String count = block.isPresent() ? "block" : "pixels";
    body.open("if (%s)", names.ready(whole));
    int unit = 0;
    for (Panels panels : kernel.panels()) {
      String part =
          byChannels
              ? tile(kernel, panels, "from", unit) + ", " + tile(kernel, panels, "until", unit)
              : "0, Integer.MAX_VALUE";
      if (kernel.hasRest(panels)) {
        int pixels = panels.pixels();
        Leaf.Pointwise tile = kernel.tile(panels);
        panels(body, kernel, panels, tile, skip, count + " / %1$d * %1$d".formatted(pixels), part);
        body.open("if (%s %% %d > 0)", count, pixels);
        body.comment("no pixel again: what it adds is gone");
        body.line("int rest = %1$s / %2$d * %2$d", count, pixels);
        panels(
            body,
            kernel,
            panels,
            tile.single(),
            skip.isEmpty() ? "rest" : "(done + rest)",
            count + " - rest",
            part);
        body.close();
      } else {
        panels(body, kernel, panels, kernel.tile(panels), skip, count, part);
      }
      unit += kernel.units(panels);
    }
    body.otherwise();
    standIns(body, kernel, skip, count);
    body.close();
    if (block.isPresent()) {
      body.close();
    }
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, int panel, float[] out, int to, "
            + (byChannels ? "int from, int until" : "int pixels")
            + (residual ? ", int addend" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /** The loop over blocks of so many pixels. */
  private static void openBlocks(Body body, int pixels) {
    body.open("for (int done = 0, block; done < pixels; done += block)");
    body.comment("the last block is what is left, so that it has a tile");
    body.line("block = pixels - done < %d ? pixels - done : %d", 2 * pixels, pixels);
  }

  /** The method for one of some panels, whose pixels follow each other where it stores them. */
  MethodSpec ofPanel(Kernel.Pointwise kernel, Panels panels, String name) {
    Leaf.Pointwise leaf = kernel.tile(panels);
    int width = panels.vectors() * lanes;
    Body body = new Body();
    body.open("if (%s)", names.ready(kernel));
    body.line(
        "%1$sPanels(in, at, %2$d, weights, panel, %3$d, %3$d, 1, %4$d, out, to, %5$d, pixels, 0,"
            + " Integer.MAX_VALUE%6$s)",
        leaf.method(),
        kernel.stride(),
        panels.length(),
        panels.run(),
        width,
        TileLoops.ready(names, leaf));
    body.otherwise();
    openBlocks(body, kernel.blockPixels());
    body.line(
        "product(in, at + done * %1$d, %1$d, %2$d, weights, panel, %3$d, out, to + done * %3$d,"
            + " %3$d, block, ready)",
        kernel.stride(), panels.run(), width);
    Passes.over(body, kernel, " + done * " + width, Expr.times("block", width));
    body.close().close();
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, int panel, float[] out, int to, int pixels,"
            + " int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /** The first tile of some panels that begins at a unit or behind it. */
  private static String tile(Kernel.Pointwise kernel, Panels panels, String unit, int before) {
    return Expr.overUp(Expr.plus(unit, -before), kernel.weight(panels));
  }

  /**
   * A call of a leaf's loop.
   *
   * @param skip pixels before its first, if any
   * @param count its pixels
   * @param part the part's tiles
   */
  private void panels(
      Body body,
      Kernel.Pointwise kernel,
      Panels panels,
      Leaf.Pointwise leaf,
      String skip,
      String count,
      String part) {
    int first = kernel.panels().get(0).offset();
    int channel = panels.vector() * lanes;
    int outStride = kernel.outStride();
    String shift = skip.isEmpty() ? "" : " + " + skip + " * " + outStride;
    body.line(
        "%sPanels(in, at%s, %d, weights, %s, %d, %d, %d, %d, out, %s, %d, %s, %s%s)",
        leaf.method(),
        skip.isEmpty() ? "" : " + " + skip + " * " + kernel.stride(),
        kernel.stride(),
        Expr.plus("panel", panels.offset() - first),
        panels.length(),
        kernel.hasFewWeights() ? 0 : panels.length(),
        panels.count(),
        panels.run(),
        Expr.plus("to" + shift, channel),
        outStride,
        count,
        part,
        (kernel.epilogue().residual()
                ? ", " + Expr.plus("addend" + shift, channel) + ", " + outStride
                : "")
            + TileLoops.ready(names, leaf));
  }

  /** The same by the leaves that stand in for the tiles. */
  private void standIns(Body body, Kernel.Pointwise kernel, String skip, String count) {
    boolean byChannels = kernel.split() == Split.CHANNELS;
    int all = kernel.in().pixels();
    int offset = kernel.panels().get(0).offset();
    int inStride = kernel.stride();
    int outStride = kernel.outStride();
    int unit = 0;
    for (Panels panels : kernel.panels()) {
      int width = panels.vectors() * lanes;
      body.open("for (int p = 0; p < %d; p++)", panels.count());
      body.line(
          "int bias = %s + p * %d", Expr.plus("panel", panels.offset() - offset), panels.length());
      String channel = Expr.plus("p * " + width, panels.vector() * lanes);
      if (byChannels) {
        int tiles = panels.tiles(all);
        int weight = kernel.weight(panels);
        String before = Expr.unitsBefore("p", tiles * weight, unit);
        body.line("int first = Math.max(%s, 0)", Expr.overUp("from - " + before, weight));
        body.line("int last = Math.min(%s, %d)", Expr.overUp("until - " + before, weight), tiles);
        body.line("int begin = %s", Expr.times("first", panels.pixels()));
        body.line("int end = last < %d ? %s : pixels", tiles, Expr.times("last", panels.pixels()));
      }
      String first = byChannels ? "begin" : skip;
      String from = "at" + (first.isEmpty() ? "" : " + " + first + " * " + inStride);
      String to = "to + " + channel + (first.isEmpty() ? "" : " + " + first + " * " + outStride);
      String pixels = byChannels ? "end - begin" : count;
      if (kernel.inPlace()) {
        body.line(
            "%s(in, %s, %d, 1, 0, 1, 0, %d, weights, bias, bias + %d, %d, 0, 0, out, %s, %d, %s)",
            new Leaf.Strip(true).panelMethod(),
            from,
            inStride,
            panels.run(),
            width,
            width,
            to,
            outStride,
            pixels);
      } else {
        body.line(
            "product(in, %s, %d, %d, weights, bias, %d, out, %s, %d, %s, ready)",
            from, inStride, panels.run(), width, to, outStride, pixels);
      }
      if (byChannels) {
        String shift = " + begin * " + outStride + " + " + channel;
        Passes.over(body, kernel, shift, "" + width, "end - begin", outStride);
      }
      body.close();
      unit += kernel.units(panels);
    }
    if (!byChannels) {
      String shift = skip.isEmpty() ? "" : " + " + skip + " * " + outStride;
      Passes.over(body, kernel, shift, outStride, count, 1);
    }
  }
}
