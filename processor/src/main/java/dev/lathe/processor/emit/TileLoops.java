package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** Spells the loops over the tiles of a pointwise leaf, which all layers share. */
final class TileLoops {

  private final int lanes;
  private final Names names;

  TileLoops(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /** The methods. */
  List<MethodSpec> of(Leaf.Pointwise leaf) {
    List<Leaf.Strided> strided = names.strided(leaf);
    boolean narrow = leaf.tile().pixels() > 1 && names.has(leaf.single());
    return strided.isEmpty()
        ? List.of(panels(leaf, narrow))
        : List.of(panels(leaf, narrow), choice(leaf, strided));
  }

  /** The argument by which the loops choose among leaves, if they can. */
  static String ready(Names names, Leaf.Pointwise leaf) {
    return names.strided(leaf).isEmpty() ? "" : ", ready";
  }

  /** The loop over panels and tiles. */
  private MethodSpec panels(Leaf.Pointwise leaf, boolean narrow) {
    boolean residual = leaf.epilogue().residual();
    int width = leaf.tile().vectors() * lanes;
    int pixels = leaf.tile().pixels();
    Body body = new Body();
    body.line("int tiles = %s", pixels == 1 ? "pixels" : "Math.max(1, pixels / " + pixels + ")");
    body.open("for (int p = 0; p < panels; p++)");
    body.line("int first = Math.max(from - p * tiles, 0)");
    body.line("int last = Math.min(until - p * tiles, tiles)");
    body.open("if (first < last)");
    body.line("touch(weights, panel, touched, out)");
    if (narrow) {
      body.open("if (pixels < %d)", pixels);
      tiles(body, leaf.single(), "pixels", "");
      body.otherwise();
    }
    if (pixels == 1) {
      tiles(body, leaf, "last - first", "first");
    } else {
      body.line("int skip = first * %d", pixels);
      tiles(body, leaf, "last - first", "skip");
      body.open("if (last == tiles && pixels %% %d > 0)", pixels);
      body.comment("another tile that overlaps the last one");
      body.line("skip = pixels - %d", pixels);
      tiles(body, leaf, "1", "skip");
      body.close();
    }
    if (narrow) {
      body.close();
    }
    body.close();
    body.line("panel += length");
    body.line("to += %d", width);
    if (residual) {
      body.line("addend += %d", width);
    }
    body.close();
    return Methods.of(
        leaf.method() + "Panels",
        "float[] in, int at, int stride, float[] weights, int panel, int length, int touched, int"
            + " panels, int run, float[] out, int to, int outStride, int pixels, int from, int"
            + " until"
            + (residual ? ", int addend, int addendStride" : "")
            + (names.strided(leaf).isEmpty() ? "" : ", int ready"),
        ("{@code panels} panels of %d channels over {@code pixels} pixels, of all tiles in this"
             + " order those from {@code from} up to {@code until}; {@code touched} floats of each"
             + " panel are read first.")
            .formatted(width),
        body,
        Modifier.PRIVATE);
  }

  /** A call of a pointwise leaf on tiles that begin some pixels into the map. */
  private void tiles(Body body, Leaf.Pointwise leaf, String tiles, String skip) {
    String from = skip.isEmpty() ? "%s" : "%s + " + skip + " * %s";
    boolean chooses = !names.strided(leaf).isEmpty();
    body.line(
        "%s%s(in, %s, stride, weights, panel, run, out, %s, outStride, %s%s%s)",
        leaf.method(),
        chooses ? "Tiles" : "",
        from.formatted("at", "stride"),
        from.formatted("to", "outStride"),
        tiles,
        leaf.epilogue().residual()
            ? ", " + from.formatted("addend", "addendStride") + ", addendStride"
            : "",
        ready(names, leaf));
  }

  /** The method that chooses the leaf for two strides, once it is ready. */
  private MethodSpec choice(Leaf.Pointwise leaf, List<Leaf.Strided> strided) {
    String residual = leaf.epilogue().residual() ? ", addend, addendStride" : "";
    boolean hasOthers = names.has(leaf);
    Body body = new Body();
    for (Leaf.Strided one : hasOthers ? strided : strided.subList(0, strided.size() - 1)) {
      body.open(
          "if (stride == %d && outStride == %d && %s)",
          one.stride(), one.outStride(), names.ready(one));
      tiles(body, one);
      body.line("return").close();
    }
    if (hasOthers) {
      body.line(
          "%s(in, at, stride, weights, panel, run, out, to, outStride, tiles%s)",
          leaf.method(), residual);
    } else {
      tiles(body, strided.getLast());
    }
    return Methods.of(
        leaf.method() + "Tiles",
        "float[] in, int at, int stride, float[] weights, int panel, int run, float[] out, int to,"
            + " int outStride, int tiles"
            + (residual.isEmpty() ? "" : ", int addend, int addendStride")
            + ", int ready",
        "Tiles by the leaf for their strides, if there is one and it is compiled.",
        body,
        Modifier.PRIVATE);
  }

  /** The tiles of a leaf for two strides. */
  private void tiles(Body body, Leaf.Strided leaf) {
    int pixels = leaf.tile().pixels();
    body.open("for (int tile = 0; tile < tiles; tile++)");
    body.line(
        "%s(in, at, weights, panel, run, out, to%s)",
        leaf.method(), leaf.epilogue().residual() ? ", addend" : "");
    body.line("at += %d", pixels * leaf.stride());
    new TileEnd(lanes, OptionalInt.of(leaf.outStride())).advance(body, pixels, leaf.epilogue());
    body.close();
  }
}
