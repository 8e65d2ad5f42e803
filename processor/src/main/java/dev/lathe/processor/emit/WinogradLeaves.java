package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.plan.Leaf;

/** Spells the transforms of Winograd's F(2×2, 3×3). */
final class WinogradLeaves {

  private static final int INPUTS = 4;
  private static final int OUTPUTS = 2;

  private final int lanes;

  WinogradLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** A row of patches to their positions: Bᵀ·d·B. */
  MethodSpec input() {
    Body body = new Body();
    body.open("for (int patch = 0; patch < patches; patch++)");
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("int row0 = at + c");
    for (int y = 1; y < INPUTS; y++) {
      body.line("int row%d = row%d + rowStride", y, y - 1);
    }
    for (int x = 0; x < INPUTS; x++) {
      for (int y = 0; y < INPUTS; y++) {
        body.line(
            "FloatVector d%d%d = FloatVector.fromArray(S, in, row%d%s)",
            y, x, y, times(x, "stride"));
      }
      combine(body, "t0" + x, "d0" + x, "sub", "d2" + x);
      combine(body, "t1" + x, "d1" + x, "add", "d2" + x);
      combine(body, "t2" + x, "d2" + x, "sub", "d1" + x);
      combine(body, "t3" + x, "d1" + x, "sub", "d3" + x);
    }
    body.line("int place = to + c");
    for (int y = 0; y < INPUTS; y++) {
      String t = "t" + y;
      store(body, 4 * y, t + "0.sub(" + t + "2)");
      store(body, 4 * y + 1, t + "1.add(" + t + "2)");
      store(body, 4 * y + 2, t + "2.sub(" + t + "1)");
      store(body, 4 * y + 3, t + "1.sub(" + t + "3)");
    }
    body.close();
    body.line("at += %d * stride", OUTPUTS);
    body.line("to += channels");
    body.close();
    return Methods.leaf(
        new Leaf.InputTransform(),
        "patches",
        "float[] in, int at, int stride, int rowStride, float[] out, int to, int length,"
            + " int patches, int channels",
        "Patches of 4x4 pixels to 16 positions that lie {@code length} floats apart.",
        body);
  }

  private static void combine(Body body, String to, String first, String how, String second) {
    body.line("FloatVector %s = %s.%s(%s)", to, first, how, second);
  }

  private static void store(Body body, int position, String value) {
    body.line("%s.intoArray(out, place%s)", value, times(position, "length"));
  }

  /**
   * A row of patches from the sums of their positions: Aᵀ·m·A, and the epilogue. Outputs are stored
   * from the last to the first, so that those beyond the map, whose steps are zero, do not stay.
   */
  MethodSpec output(Leaf.OutputTransform leaf) {
    Epilogue epilogue = leaf.epilogue();
    Body body = new Body();
    EpilogueText text = new EpilogueText(body, epilogue);
    body.open("for (int patch = 0; patch < patches; patch++)");
    text.constants();
    body.open("for (int c = 0; c < width; c += %d)", lanes);
    for (int y = 0; y < INPUTS; y++) {
      for (int x = 0; x < INPUTS; x++) {
        body.line(
            "FloatVector m%d%d = FloatVector.fromArray(S, in, at + c%s)",
            y, x, times(4 * y + x, "length"));
      }
      body.line("FloatVector t%1$d0 = m%1$d0.add(m%1$d1).add(m%1$d2)", y);
      body.line("FloatVector t%1$d1 = m%1$d1.sub(m%1$d2).sub(m%1$d3)", y);
    }
    for (int y = OUTPUTS - 1; y >= 0; y--) {
      for (int x = OUTPUTS - 1; x >= 0; x--) {
        body.open("");
        String shift = (x > 0 ? " + right" : "") + (y > 0 ? " + below" : "") + " + c";
        String sum =
            y == 0
                ? "t0%1$d.add(t1%1$d).add(t2%1$d)".formatted(x)
                : "t1%1$d.sub(t2%1$d).sub(t3%1$d)".formatted(x);
        String addend = ".add(FloatVector.fromArray(S, out, addend" + shift + "))";
        body.line("FloatVector x = %s%s", sum, epilogue.addsFirst() ? addend : "");
        String value = text.apply("x");
        if (epilogue.residual() && !epilogue.addsFirst()) {
          value += addend;
        }
        body.line("%s.intoArray(out, to%s)", value, shift);
        body.close();
      }
    }
    body.close();
    body.line("at += width");
    body.line("to += step");
    if (epilogue.residual()) {
      body.line("addend += step");
    }
    body.close();
    return Methods.leaf(
        leaf,
        "patches",
        "float[] in, int at, int length, int width, float[] out, int to, int right, int below,"
            + " int step, int patches"
            + (epilogue.residual() ? ", int addend" : ""),
        "16 sums of {@code width} channels for each patch, {@code length} floats apart, to 2x2"
            + " pixels.",
        body);
  }

  private static String times(int count, String stride) {
    return count == 0 ? "" : count == 1 ? " + " + stride : " + " + count + " * " + stride;
  }
}
