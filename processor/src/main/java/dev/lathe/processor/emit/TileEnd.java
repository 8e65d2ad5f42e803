package dev.lathe.processor.emit;

import dev.lathe.processor.fuse.Epilogue;

/** Spells the end of a tile: how its sums are stored through an epilogue. */
final class TileEnd {

  private final int lanes;

  TileEnd(int lanes) {
    this.lanes = lanes;
  }

  /** Stores the tile through its epilogue. */
  void finish(Body body, int pixels, int vectors, Epilogue epilogue) {
    if (Constant.isLong(epilogue.activation())) {
      finishInPasses(body, pixels, vectors, epilogue);
      return;
    }
    EpilogueText text = new EpilogueText(body, epilogue);
    text.constants();
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int v = 0; v < vectors; v++) {
        String sum = "sum%d_%d".formatted(pixel, v);
        String addend =
            "FloatVector.fromArray(S, out, %s)"
                .formatted(plus("addend" + Expr.plusSteps(pixel, "addendStride"), v));
        if (epilogue.addsFirst()) {
          body.line("%1$s = %2$s.add(%1$s)", sum, addend);
        }
        String value = text.apply(sum);
        if (epilogue.residual() && !epilogue.addsFirst()) {
          value += ".add(" + addend + ")";
        }
        body.line(
            "%s.intoArray(out, %s)", value, plus("to" + Expr.plusSteps(pixel, "outStride"), v));
      }
    }
  }

  /** Stores the bare sums and applies a long activation to the tile while it is in the L1 cache. */
  private void finishInPasses(Body body, int pixels, int vectors, Epilogue epilogue) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int v = 0; v < vectors; v++) {
        body.line(
            "sum%d_%d.intoArray(out, %s)",
            pixel, v, plus("to" + Expr.plusSteps(pixel, "outStride"), v));
      }
    }
    EpilogueText text = new EpilogueText(body, epilogue);
    text.constants();
    body.open("for (int pixel = 0; pixel < %d; pixel++)", pixels);
    body.open("for (int c = 0; c < %d; c += %d)", vectors * lanes, lanes);
    String addend = ".add(FloatVector.fromArray(S, out, addend + pixel * addendStride + c))";
    body.line(
        "FloatVector x = FloatVector.fromArray(S, out, to + pixel * outStride + c)%s",
        epilogue.addsFirst() ? addend : "");
    String value = text.apply("x");
    if (epilogue.residual() && !epilogue.addsFirst()) {
      value += addend;
    }
    body.line("%s.intoArray(out, to + pixel * outStride + c)", value);
    body.close().close();
  }

  /** Goes to the next tile's outputs. */
  void advance(Body body, int pixels, Epilogue epilogue) {
    body.line("to += %s", Expr.steps(pixels, "outStride"));
    if (epilogue.residual()) {
      body.line("addend += %s", Expr.steps(pixels, "addendStride"));
    }
  }

  /** The parameters by which a leaf finds what it adds. */
  static String addend(Epilogue epilogue) {
    return epilogue.residual() ? ", int addend, int addendStride" : "";
  }

  private String plus(String base, int vector) {
    return Expr.plus(base, vector * lanes);
  }
}
