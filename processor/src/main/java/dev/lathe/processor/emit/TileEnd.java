package dev.lathe.processor.emit;

import dev.lathe.annotation.Activation;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Tile;
import java.util.OptionalInt;

/** Spells the end of a tile: how its sums are stored through an epilogue. */
final class TileEnd {

  /** Turns of a loop that C2 unrolls whatever its length. */
  private static final int UNROLLED = 3;

  private final int lanes;

  /** Floats between pixels of the output, unless they are a parameter. */
  private final OptionalInt outStride;

  TileEnd(int lanes, OptionalInt outStride) {
    this.lanes = lanes;
    this.outStride = outStride;
  }

  /** Stores a leaf's tile through its epilogue. */
  void finish(Body body, Tile tile, Leaf leaf) {
    int pixels = tile.pixels();
    int vectors = tile.vectors();
    Epilogue epilogue = leaf.epilogue();
    if (leaf.endsInPass()) {
      finishInPass(body, pixels, vectors, epilogue);
      return;
    }
    EpilogueText text = new EpilogueText(body, epilogue);
    text.constants();
    if (epilogue.activation() != Activation.NONE && tile.hasManySums() && vectors <= UNROLLED) {
      finishInLoop(body, tile, text, epilogue);
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int v = 0; v < vectors; v++) {
        store(body, text, epilogue, pixel, v, "to", "addend");
      }
    }
  }

  /** Goes through a tile of many sums vector by vector in a loop that C2 unrolls. */
  private void finishInLoop(Body body, Tile tile, EpilogueText text, Epilogue epilogue) {
    int pixels = tile.pixels();
    int vectors = tile.vectors();
    body.comment("unrolled by C2, which has a third of it to parse");
    body.open("for (int c = 0; c < %d; c += %d)", vectors * lanes, lanes);
    body.line("int place = to + c & LAST_PLACE");
    if (epilogue.residual()) {
      body.line("int added = addend + c & LAST_PLACE");
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      store(body, text, epilogue, pixel, 0, "place", "added");
    }
    for (int v = 1; v < vectors; v++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        body.line("sum%1$d_%2$d = sum%1$d_%3$d", pixel, v - 1, v);
      }
    }
    body.close();
  }

  /**
   * Stores one sum.
   *
   * @param to where the first pixel's first vector goes
   * @param from where what is added to it is
   */
  private void store(
      Body body,
      EpilogueText text,
      Epilogue epilogue,
      int pixel,
      int vector,
      String to,
      String from) {
    String sum = "sum%d_%d".formatted(pixel, vector);
    String addend =
        "FloatVector.fromArray(S, out, %s)".formatted(place(from, "addendStride", pixel, vector));
    if (epilogue.addsFirst()) {
      body.line("%1$s = %2$s.add(%1$s)", sum, addend);
    }
    String value = text.apply(sum);
    if (epilogue.residual() && !epilogue.addsFirst()) {
      value += ".add(" + addend + ")";
    }
    body.line("%s.intoArray(out, %s)", value, place(to, "outStride", pixel, vector));
  }

  /** Stores the bare sums and applies a long activation to the tile while it is in the L1 cache. */
  private void finishInPass(Body body, int pixels, int vectors, Epilogue epilogue) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int v = 0; v < vectors; v++) {
        body.line("sum%d_%d.intoArray(out, %s)", pixel, v, place("to", "outStride", pixel, v));
      }
    }
    EpilogueText text = new EpilogueText(body, epilogue);
    text.constants();
    body.open("for (int pixel = 0; pixel < %d; pixel++)", pixels);
    body.open("for (int c = 0; c < %d; c += %d)", vectors * lanes, lanes);
    String addend =
        ".add(FloatVector.fromArray(S, out, addend + pixel * %s + c))"
            .formatted(stride("addendStride"));
    body.line(
        "FloatVector x = FloatVector.fromArray(S, out, to + pixel * %s + c)%s",
        stride("outStride"), epilogue.addsFirst() ? addend : "");
    String value = text.apply("x");
    if (epilogue.residual() && !epilogue.addsFirst()) {
      value += addend;
    }
    body.line("%s.intoArray(out, to + pixel * %s + c)", value, stride("outStride"));
    body.close().close();
  }

  /** The parameters by which a leaf finds what it adds. */
  String addend(Epilogue epilogue) {
    if (!epilogue.residual()) {
      return "";
    }
    return ", int addend" + (outStride.isPresent() ? "" : ", int addendStride");
  }

  /** Where a vector of a pixel is. */
  private String place(String base, String parameter, int pixel, int vector) {
    return outStride.isPresent()
        ? Expr.plus(base, pixel * outStride.getAsInt() + vector * lanes)
        : Expr.plus(base + Expr.plusSteps(pixel, parameter), vector * lanes);
  }

  /** Floats from a pixel to the next one. */
  private String stride(String parameter) {
    return outStride.isPresent() ? "" + outStride.getAsInt() : parameter;
  }
}
