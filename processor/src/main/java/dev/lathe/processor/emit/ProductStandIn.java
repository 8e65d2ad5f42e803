package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Spells what stands in for the tiles of matrix products: tiles without epilogue once they are
 * compiled, strips until then, and passes over their sums, some pixels at a time, which the L1
 * cache holds. All layers share the methods. The one with passes does not know what is ready, or C2
 * would compile it again for each leaf; the one with sums does, and has more bytecodes than C2
 * inlines.
 */
final class ProductStandIn {

  private static final String PRODUCT =
      "float[] in, int at, int stride, float[] weights, int panel, int length, int touched,"
          + " int panels, int width, int run, float[] out, int to, int outStride, int pixels";

  private final int lanes;
  private final Names names;

  ProductStandIn(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  List<MethodSpec> methods() {
    return List.of(sums(), blocks());
  }

  /** Blocks of pixels, each with its passes. */
  private MethodSpec blocks() {
    SharedPasses passes = names.productPasses();
    Body body = new Body();
    body.open("for (int done = 0, block; done < pixels; done += block)");
    body.comment("many weights would have to come from the L2 cache for each block again");
    body.line(
        "block = panels > 1 && touched > 0 || pixels - done < %1$d ? pixels - done : %2$d",
        2 * Leaf.Strip.PASSED_PIXELS, Leaf.Strip.PASSED_PIXELS);
    body.line(
        "productSums(in, at, stride, weights, panel, length, done == 0 ? touched : 0, panels,"
            + " width, run, out, to, outStride, block, ready)");
    body.open("if (outStride == panels * width)");
    body.comment("one stretch, in which each vector is a pixel of its own");
    passes.spell(body, "" + lanes, "block * (outStride / %d)".formatted(lanes), "" + lanes);
    body.otherwise();
    passes.spell(body, "panels * width", "block", "outStride");
    body.close();
    body.line("at += block * stride");
    body.line("to += block * outStride");
    if (passes.add()) {
      body.line("addend += block * outStride");
    }
    body.close();
    return Methods.of(
        "productStandIn",
        PRODUCT + ", int passes" + (passes.add() ? ", int addend" : "") + ", int ready",
        "{@code panels} panels of a matrix product by what stands in for their tiles, and some"
            + " passes.",
        body,
        Modifier.PRIVATE);
  }

  /** The sums of a block: by tiles of the panels' width if they are ready, by strips if not. */
  private MethodSpec sums() {
    Body body = new Body();
    body.open("for (int p = 0; p < panels; p++, panel += length, to += width)");
    body.line("touch(weights, panel, touched, out)");
    for (Leaf.Pointwise leaf : names.bareTiles()) {
      body.open(
          "if (width == %d && pixels >= %d && %s)",
          leaf.tile().vectors() * lanes, leaf.tile().pixels(), names.ready(leaf));
      TileLoops.tiles(body, leaf, "0", "pixels");
      body.line("continue").close();
    }
    body.line(
        "%s(in, at, stride, 1, 0, 1, 0, run, weights, panel, panel + width, width, 0, 0, out, to,"
            + " outStride, pixels)",
        new Leaf.Strip(false).panelMethod());
    body.close();
    return Methods.of(
        "productSums",
        PRODUCT + ", int ready",
        "The sums of {@code panels} panels, {@code touched} floats of each read first.",
        body,
        Modifier.PRIVATE);
  }
}
