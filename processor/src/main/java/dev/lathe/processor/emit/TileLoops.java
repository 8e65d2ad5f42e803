package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import java.util.Comparator;
import java.util.List;
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
    List<Leaf.Strided> strided =
        names.strided(leaf).stream().sorted(Comparator.comparing(one -> !shorter(one))).toList();
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
      tiles(body, leaf.single(), "0", "pixels");
      body.otherwise();
    }
    if (pixels > 1) {
      body.line("int end = last == tiles ? pixels : last * %d", pixels);
    }
    String until = pixels == 1 ? "last" : "end";
    if (names.strided(leaf).isEmpty()) {
      tiles(body, leaf, Expr.times("first", pixels), until);
    } else {
      body.line(
          "%sTiles(in, at, stride, weights, panel, run, out, to, outStride, pixels, %s, %s%s,"
              + " ready)",
          leaf.method(),
          Expr.times("first", pixels),
          until,
          residual ? ", addend, addendStride" : "");
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

  /** The method that chooses the leaf for two strides, once it is ready. */
  private MethodSpec choice(Leaf.Pointwise leaf, List<Leaf.Strided> strided) {
    boolean hasOthers = names.has(leaf);
    Body body = new Body();
    for (Leaf.Strided one : hasOthers ? strided : strided.subList(0, strided.size() - 1)) {
      body.open(
          "if (stride == %d && outStride == %d && %s%s)",
          one.stride(),
          one.outStride(),
          shorter(one) ? "pixels <= " + Machine.SHORTER_PIXELS + " && " : "",
          names.ready(one));
      tiles(body, one);
      body.line("return").close();
    }
    if (hasOthers) {
      tiles(body, leaf, "from", "until");
    } else {
      tiles(body, strided.getLast());
    }
    return Methods.of(
        leaf.method() + "Tiles",
        "float[] in, int at, int stride, float[] weights, int panel, int run, float[] out, int to,"
            + " int outStride, int pixels, int from, int until"
            + (leaf.epilogue().residual() ? ", int addend, int addendStride" : "")
            + ", int ready",
        "Tiles by the leaf for their strides, if there is one and it is compiled.",
        body,
        Modifier.PRIVATE);
  }

  /** Tiles of {@code pixels} pixels by a leaf for any stride, from one pixel up to another. */
  static void tiles(Body body, Leaf.Pointwise leaf, String from, String until) {
    String call =
        leaf.method()
            + "(in, at + pixel * stride, stride, weights, panel, run, out, to + pixel * outStride,"
            + " outStride"
            + (leaf.epilogue().residual() ? ", addend + pixel * addendStride, addendStride" : "")
            + ")";
    int pixels = leaf.tile().pixels();
    tiles(body, pixels, from, until, call);
    if (pixels > 1) {
      String last = until.equals("pixels") ? "" : until + " == pixels && ";
      overlap(body, pixels, last + "pixels", "pixels", call);
    }
  }

  /**
   * The same by a leaf for two strides. Parts divide the tiles of the leaf for any, so that there
   * may be pixels left over in each part by tiles of others.
   */
  private static void tiles(Body body, Leaf.Strided leaf) {
    String call =
        "%s(in, at + pixel * %d, weights, panel, run, out, to + pixel * %d%s)"
            .formatted(
                leaf.method(),
                leaf.stride(),
                leaf.outStride(),
                leaf.epilogue().residual() ? ", addend + pixel * " + leaf.outStride() : "");
    int pixels = leaf.tile().pixels();
    tiles(body, pixels, "from", "until", call);
    if (shorter(leaf)) {
      overlap(body, pixels, "(until - from)", "until", call);
    } else if (pixels > 1) {
      overlap(body, pixels, "until == pixels && pixels", "pixels", call);
    }
  }

  private static void tiles(Body body, int pixels, String from, String until, String call) {
    body.open("for (int pixel = %1$s; pixel + %2$d <= %3$s; pixel += %2$d)", from, pixels, until);
    body.line(call).close();
  }

  /** Whether its tiles have fewer pixels than those for any stride. */
  private static boolean shorter(Leaf.Strided leaf) {
    return leaf.tile().pixels() < leaf.any().tile().pixels();
  }

  /** The tile of the last pixels, where they are no whole one. */
  private static void overlap(Body body, int pixels, String left, String end, String call) {
    body.open("if (%s %% %d > 0)", left, pixels);
    body.comment("another tile that overlaps the last one");
    body.line("int pixel = %s - %d", end, pixels);
    body.line(call).close();
  }
}
