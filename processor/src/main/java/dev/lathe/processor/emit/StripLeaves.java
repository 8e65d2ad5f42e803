package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Tile;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;

/** Spells the leaves that stand in for tiles, and their loops over the vectors of a panel. */
final class StripLeaves {

  private static final int PIXELS = Leaf.Strip.PIXELS;
  private static final int VECTORS = Leaf.Strip.VECTORS;
  private static final Tile TILE = new Tile(PIXELS, VECTORS, 1);

  private static final String PARAMETERS =
      "float[] in, int at, int stride, int rows, int rowStride, int taps, int tapStride, int run,"
          + " float[] weights, int bias, int panel, int width, int panelRow, int panelTap,"
          + " float[] out, int to, int outStride";

  private final int lanes;
  private final TileSums sums = new TileSums(StripLeaves::vector, tile -> false);

  StripLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** {@code tiles} strips of pixels by two vectors of a panel of {@code width} channels. */
  MethodSpec strip(Leaf.Strip leaf) {
    Body body = new Body();
    body.open("for (int tile = 0; tile < tiles; tile++)");
    sums.start(body, TILE, "bias");
    body.open("for (int row = 0; row < rows; row++)");
    TileLeaves.openTaps(body, PIXELS, true, false);
    TileLeaves.openChannels(body, 1, TileLeaves.place("run", true));
    sums.channel(body, TILE, "from + k * width", "", pixel -> "x" + pixel + " + k");
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
