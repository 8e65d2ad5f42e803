package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/**
 * Spells matrix products: the loops over panels and tiles, and calls of what stands in for them.
 */
final class PointwiseDriver {

  private final int lanes;
  private final Names names;

  PointwiseDriver(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /** The method of a kernel. */
  MethodSpec method(Kernel.Pointwise kernel, String name) {
    boolean byChannels = kernel.split() == Split.CHANNELS;
    Body body = new Body();
    if (byChannels) {
      body.line("int pixels = %d", kernel.in().pixels());
    }
    boolean tiled =
        kernel.panels().stream().anyMatch(panels -> !names.called(kernel, panels).isEmpty());
    OptionalInt block = tiled ? kernel.block() : OptionalInt.empty();
    if (block.isPresent()) {
      int pixels = block.getAsInt();
      body.open("for (int p = 0, block; p < pixels; p += block)");
      body.comment("the last block is what is left, so that it has a tile");
      body.line("block = pixels - p < %d ? pixels - p : %d", 2 * pixels, pixels);
    }
    String skip = block.isPresent() ? "p" : "";
    String count = block.isPresent() ? "block" : "pixels";
    if (kernel.inPlace()) {
      body.open("if (%s)", names.ready(kernel));
      kernel.panels().forEach(panels -> tiles(body, kernel, panels, skip, count));
      body.otherwise();
      inPlace(body, kernel, skip, count);
      body.close();
    } else {
      kernel.panels().forEach(panels -> tilesOrStandIn(body, kernel, panels, skip, count));
    }
    if (block.isPresent()) {
      body.close();
    }
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, int panel, float[] out, int to, "
            + (byChannels ? "int from, int until" : "int pixels")
            + (kernel.epilogue().residual() ? ", int addend" : "")
            + ", int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /** The method for one of some panels, whose pixels follow each other where it stores them. */
  MethodSpec ofPanel(Kernel.Pointwise kernel, Panels panels, String name) {
    Leaf.Pointwise leaf = kernel.tile(panels);
    int width = panels.vectors() * lanes;
    List<Leaf> called = names.called(kernel, panels);
    Body body = new Body();
    if (!called.isEmpty()) {
      body.open("if (%s)", names.ready(called));
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
    }
    standIn(body, kernel, panels, "panel", 1, "", "", width, "pixels");
    if (!called.isEmpty()) {
      body.close();
    }
    return Methods.of(
        name,
        "float[] in, int at, float[] weights, int panel, float[] out, int to, int pixels,"
            + " int ready",
        KernelText.describe(kernel),
        body,
        Modifier.PRIVATE);
  }

  /**
   * Some panels by their tiles once these are compiled, and by what stands in for them.
   *
   * @param skip pixels before the first, if any
   * @param count how many
   */
  private void tilesOrStandIn(
      Body body, Kernel.Pointwise kernel, Panels panels, String skip, String count) {
    List<Leaf> called = names.called(kernel, panels);
    if (!called.isEmpty()) {
      body.open("if (%s)", names.ready(called));
      tiles(body, kernel, panels, skip, count);
      body.otherwise();
    }
    String panel = Expr.plus("panel", panels.offset() - kernel.panels().get(0).offset());
    if (kernel.split() == Split.CHANNELS) {
      channels(body, kernel, panels, panel);
    } else {
      String shift = Expr.plus(behind(skip, kernel.outStride()), panels.vector() * lanes);
      String first = behind(skip, kernel.stride());
      int outStride = kernel.outStride();
      standIn(body, kernel, panels, panel, panels.count(), first, shift, outStride, count);
    }
    if (!called.isEmpty()) {
      body.close();
    }
  }

  /** Some panels by their tiles. */
  private void tiles(Body body, Kernel.Pointwise kernel, Panels panels, String skip, String count) {
    int unit = kernel.unitsBefore(panels);
    String part =
        kernel.split() == Split.CHANNELS
            ? tile(kernel, panels, "from", unit) + ", " + tile(kernel, panels, "until", unit)
            : "0, Integer.MAX_VALUE";
    Leaf.Pointwise tile = kernel.tile(panels);
    if (!kernel.hasRest(panels)) {
      panels(body, kernel, panels, tile, skip, count, part);
      return;
    }
    int pixels = panels.pixels();
    panels(body, kernel, panels, tile, skip, count + " / %1$d * %1$d".formatted(pixels), part);
    body.open("if (%s %% %d > 0)", count, pixels);
    body.comment("no pixel again: what it adds is gone");
    body.line("int rest = %1$s / %2$d * %2$d", count, pixels);
    panels(body, kernel, panels, tile.single(), "(p + rest)", count + " - rest", part);
    body.close();
  }

  /** Floats of some pixels, to go behind a place. */
  private static String behind(String pixels, int stride) {
    return pixels.isEmpty() ? "" : " + " + pixels + " * " + stride;
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
    String shift = behind(skip, outStride);
    body.line(
        "%sPanels(in, at%s, %d, weights, %s, %d, %d, %d, %d, out, %s, %d, %s, %s%s)",
        leaf.method(),
        behind(skip, kernel.stride()),
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

  /** All panels of a kernel that adds in place, whose pixels are divided, by strips and passes. */
  private void inPlace(Body body, Kernel.Pointwise kernel, String skip, String count) {
    String in = behind(skip, kernel.stride());
    String out = behind(skip, kernel.outStride());
    for (Panels panels : kernel.panels()) {
      String panel = Expr.plus("panel", panels.offset() - kernel.panels().get(0).offset());
      body.open("for (int n = 0; n < %d; n++)", panels.count());
      String shift =
          out + " + " + Expr.plus("n * " + panels.vectors() * lanes, panels.vector() * lanes);
      strips(body, kernel, panels, panel + " + n * " + panels.length(), in, shift, count);
      body.close();
    }
    Passes.over(body, kernel, out, kernel.outStride(), count, lanes);
  }

  /** Some tiles of each panel. */
  private void channels(Body body, Kernel.Pointwise kernel, Panels panels, String panel) {
    int width = panels.vectors() * lanes;
    int tiles = panels.tiles(kernel.in().pixels());
    int weight = kernel.weight(panels);
    String before = Expr.unitsBefore("p", tiles * weight, kernel.unitsBefore(panels));
    body.open("for (int p = 0; p < %d; p++)", panels.count());
    body.line("int first = Math.max(%s, 0)", Expr.overUp("from - " + before, weight));
    body.line("int last = Math.min(%s, %d)", Expr.overUp("until - " + before, weight), tiles);
    body.line("int begin = %s", Expr.times("first", panels.pixels()));
    body.line("int end = last < %d ? %s : pixels", tiles, Expr.times("last", panels.pixels()));
    String shift =
        " + begin * "
            + kernel.outStride()
            + " + "
            + Expr.plus("p * " + width, panels.vector() * lanes);
    String one = panel + " + p * " + panels.length();
    String skip = " + begin * " + kernel.stride();
    standIn(body, kernel, panels, one, 1, skip, shift, kernel.outStride(), "end - begin");
    body.close();
  }

  /**
   * A call of what stands in for the tiles of some panels.
   *
   * @param skip from the kernel's first input to theirs
   * @param shift from the kernel's first output to theirs, and the same of what is added to it
   */
  private void standIn(
      Body body,
      Kernel.Pointwise kernel,
      Panels panels,
      String panel,
      int count,
      String skip,
      String shift,
      int outStride,
      String pixels) {
    SharedPasses passes = names.productPasses();
    body.line(
        "productStandIn(in, at%s, %d, weights, %s, %d, %d, %d, %d, %d, out, to%s, %d, %s, %d%s,"
            + " ready)",
        skip,
        kernel.stride(),
        panel,
        panels.length(),
        kernel.hasFewWeights() ? 0 : panels.length(),
        count,
        panels.vectors() * lanes,
        panels.run(),
        shift,
        outStride,
        pixels,
        passes.number(kernel),
        passes.add() ? ", " + (kernel.epilogue().residual() ? "addend" + shift : "0") : "");
  }

  /** Strips of one panel, whose sums begin with what is there. */
  private void strips(
      Body body,
      Kernel.Pointwise kernel,
      Panels panels,
      String panel,
      String skip,
      String shift,
      String pixels) {
    int width = panels.vectors() * lanes;
    body.line("int bias = %s", panel);
    body.line(
        "%s(in, at%s, %d, 1, 0, 1, 0, %d, weights, bias, bias + %d, %d, 0, 0, out, to%s, %d, %s)",
        new Leaf.Strip(true).panelMethod(),
        skip,
        kernel.stride(),
        panels.run(),
        width,
        width,
        shift,
        kernel.outStride(),
        pixels);
  }
}
