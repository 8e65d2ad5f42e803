package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;

/** Spells the leaves that stand in for tiles, and their loops over the vectors of a panel. */
final class StripLeaves {

  private static final int PIXELS = Leaf.Strip.PIXELS;
  private static final int VECTORS = Leaf.Strip.VECTORS;

  private static final int PASSED_PIXELS = Leaf.Strip.PASSED_PIXELS;

  private static final String PARAMETERS =
      "float[] in, int at, int stride, int rows, int rowStride, int taps, int tapStride, int run,"
          + " float[] weights, int bias, int panel, int width, int panelRow, int panelTap,"
          + " float[] out, int to, int outStride";

  private final int lanes;
  private final TileSums sums = new TileSums(StripLeaves::vector);

  StripLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** {@code tiles} strips of pixels by two vectors of a panel of {@code width} channels. */
  MethodSpec strip(Leaf.Strip leaf) {
    Body body = new Body();
    body.open("for (int tile = 0; tile < tiles; tile++)");
    sums.start(body, PIXELS, VECTORS, "bias");
    body.open("for (int row = 0; row < rows; row++)");
    TileLeaves.openTaps(body, PIXELS);
    body.open("for (int k = 0; k < run; k++)");
    sums.channel(body, PIXELS, VECTORS, "from + k * width", "", pixel -> "x" + pixel + " + k");
    body.close().close().close();
    if (leaf.adds()) {
      forAll(
          (pixel, v) ->
              body.line(
                  "sum%1$d_%2$d = FloatVector.fromArray(S, out, %3$s).add(sum%1$d_%2$d)",
                  pixel, v, place(pixel, v)));
    }
    forAll((pixel, v) -> body.line("sum%d_%d.intoArray(out, %s)", pixel, v, place(pixel, v)));
    body.line("at += %d * stride", PIXELS);
    body.line("to += %d * outStride", PIXELS);
    body.close();
    return Methods.leaf(
        leaf,
        "tiles",
        PARAMETERS + ", int next, int tiles",
        "Strips of %d pixels by two vectors, {@code next} floats apart, of a panel of {@code width} channels, %s."
            .formatted(PIXELS, leaf.adds() ? "added to what is there" : "without epilogue"),
        body);
  }

  /** The loop over the vectors of a panel and the strips of some pixels. */
  MethodSpec strips(Leaf.Strip leaf) {
    String call =
        leaf.method()
            + "(in, %s, %s, rows, rowStride, taps, tapStride, run, weights, bias + v, panel + v,"
            + " width, panelRow, panelTap, out, %s + v, %s, next, %s)";
    Body body = new Body();
    body.open("for (int v = 0; v < width; v += %d)", VECTORS * lanes);
    body.comment("a last vector without another is computed twice");
    body.line("int next = v + %1$d < width ? %1$d : 0", lanes);
    body.open("if (pixels >= %d)", PIXELS);
    body.line(call, "at", "stride", "to", "outStride", "pixels / " + PIXELS);
    if (leaf.adds()) {
      body.close();
    } else {
      body.open("if (pixels %% %d > 0)", PIXELS);
      body.comment("the last strip overlaps the one before it");
      body.line("int skip = pixels - %d", PIXELS);
      body.line(call, "at + skip * stride", "stride", "to + skip * outStride", "outStride", "1");
      body.close().otherwise();
    }
    String rest = leaf.adds() ? "pixels / %1$d * %1$d".formatted(PIXELS) : "0";
    body.open("for (int pixel = %s; pixel < pixels; pixel++)", rest);
    body.comment("a strip that is the same pixel throughout");
    body.line(call, "at + pixel * stride", "0", "to + pixel * outStride", "0", "1");
    body.close();
    if (!leaf.adds()) {
      body.close();
    }
    body.close();
    return Methods.of(
        leaf.panelMethod(),
        PARAMETERS + ", int pixels",
        "One panel over {@code pixels} pixels.",
        body,
        Modifier.PRIVATE);
  }

  /**
   * What stands in for the tiles of matrix products: tiles without epilogue once they are compiled,
   * strips until then, and passes over their sums, some pixels at a time, which the L1 cache holds.
   * One method for all layers, too large for the JIT to have it in each driver.
   */
  MethodSpec product(Names names) {
    SharedPasses passes = names.productPasses();
    Body body = new Body();
    body.open("for (int done = 0, block; done < pixels; done += block)");
    body.line(
        "block = passes == 0 || pixels - done < %1$d ? pixels - done : %2$d",
        2 * PASSED_PIXELS, PASSED_PIXELS);
    body.open("for (int p = 0; p < panels; p++)");
    body.line("int bias = panel + p * length");
    body.line("int place = to + p * width");
    for (Leaf.Pointwise leaf : names.bareTiles()) {
      int pixels = leaf.tile().pixels();
      String call =
          leaf.method() + "(in, at%s, stride, weights, bias, run, out, place%s, outStride, %s)";
      body.open(
          "if (width == %d && block >= %d && %s)",
          leaf.tile().vectors() * lanes, pixels, names.ready(leaf));
      body.line(call, "", "", "block / " + pixels);
      body.open("if (block %% %d > 0)", pixels);
      body.comment("another tile that overlaps the last one");
      body.line("int skip = block - %d", pixels);
      body.line(call, " + skip * stride", " + skip * outStride", "1");
      body.close();
      body.line("continue").close();
    }
    body.line(
        "%s(in, at, stride, 1, 0, 1, 0, run, weights, bias, bias + width, width, 0, 0, out, place,"
            + " outStride, block)",
        new Leaf.Strip(false).panelMethod());
    body.close();
    body.line("boolean whole = outStride == panels * width");
    body.comment("whole pixels are one stretch, in which each vector is a pixel of its own");
    body.line("int stretch = whole ? %d : panels * width", lanes);
    body.line("int count = whole ? block * (panels * width / %d) : block", lanes);
    passes.spell(body, "stretch", "count", "whole ? %d : outStride".formatted(lanes));
    body.line("at += block * stride");
    body.line("to += block * outStride");
    if (passes.add()) {
      body.line("addend += block * outStride");
    }
    body.close();
    return Methods.of(
        "productStandIn",
        "float[] in, int at, int stride, float[] weights, int panel, int length, int panels,"
            + " int width, int run, float[] out, int to, int outStride, int pixels, int passes"
            + (passes.add() ? ", int addend" : "")
            + ", int ready",
        "{@code panels} panels of a matrix product by what stands in for their tiles, and some"
            + " passes.",
        body,
        Modifier.PRIVATE);
  }

  /** Where a sum goes. */
  private static String place(int pixel, int vector) {
    return vector("to" + Expr.plusSteps(pixel, "outStride"), vector);
  }

  private static String vector(String first, int vector) {
    return first + Expr.plusSteps(vector, "next");
  }

  private static void forAll(BiConsumer<Integer, Integer> spell) {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      for (int v = 0; v < VECTORS; v++) {
        spell.accept(pixel, v);
      }
    }
  }
}
