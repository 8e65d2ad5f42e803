package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Op.Pool;
import dev.lathe.processor.plan.Leaf;

/**
 * Spells the leaves that multiply no matrices: copies of windows, pools, gates, sums and
 * activations. Operations begin with a vector just made, whose class C2 knows; that of a sum in a
 * loop it only learns from a profile, for which a leaf would have to run longer before it is
 * compiled.
 */
final class MapLeaves {

  private static final int MEAN_RUN = 128;

  private final int lanes;

  MapLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** Windows of a convolution. */
  MethodSpec im2col(Leaf.Im2Col leaf) {
    Body body = new Body();
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.comment("what a row's last vector holds beyond it gives way to the next row or window");
    for (int row = 0; row < leaf.rows(); row++) {
      for (int v = 0; v < leaf.vectors(); v++) {
        body.line(
            "FloatVector.fromArray(S, in, %s).intoArray(out, %s)",
            Expr.plus("at" + Expr.plusSteps(row, "rowStride"), v * lanes),
            Expr.plus("to" + Expr.plusSteps(row, "run"), v * lanes));
      }
    }
    for (int i = leaf.padding(); i > 0; i--) {
      body.line("out[to + length - %d] = 0f", i);
    }
    body.line("at += step");
    body.line("to += length");
    body.close();
    return Methods.leaf(
        leaf,
        "pixels",
        "float[] in, int at, int step, int rowStride, int run, float[] out, int to, int length,"
            + " int pixels",
        "Windows of %d rows of {@code run} floats, copied one behind the other."
            .formatted(leaf.rows()),
        body);
  }

  /** One pixel of a pool. */
  MethodSpec pool(Leaf.PoolPixel leaf) {
    boolean max = leaf.kind() == Pool.Kind.MAX;
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line(
        "FloatVector x = %s",
        max ? "FloatVector.broadcast(S, Float.NEGATIVE_INFINITY)" : "FloatVector.zero(S)");
    body.open("for (int row = 0; row < rows; row++)");
    body.open("for (int tap = 0; tap < taps; tap++)");
    body.line(
        "x = FloatVector.fromArray(S, in, at + row * rowStride + tap * tapStride + c).%s(x)",
        max ? "max" : "add");
    body.close().close();
    body.line(
        "%s.intoArray(out, to + c)", max ? "x" : "FloatVector.zero(S).add(x).div((float) count)");
    body.close();
    return Methods.leaf(
        leaf,
        "channels",
        "float[] in, int at, int rows, int rowStride, int taps, int tapStride, "
            + (max ? "" : "int count, ")
            + "float[] out, int to, int channels",
        max ? "The largest value of a window." : "The sum over a window divided by {@code count}.",
        body);
  }

  /**
   * The mean over pixels, by sums over runs of them: one sum over all would lose what is much
   * smaller than itself, three digits of a map of 184x240.
   */
  MethodSpec mean() {
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("FloatVector total = FloatVector.zero(S)");
    body.open("for (int run = 0; run < pixels; run += %d)", MEAN_RUN);
    body.line("int end = Math.min(run + %d, pixels)", MEAN_RUN);
    body.line("FloatVector sum = FloatVector.zero(S)");
    body.open("for (int pixel = run; pixel < end; pixel++)");
    body.line("sum = FloatVector.fromArray(S, in, at + pixel * stride + c).add(sum)");
    body.close();
    body.line("total = FloatVector.zero(S).add(sum).add(total)");
    body.close();
    body.line("FloatVector mean = FloatVector.zero(S).add(total).div((float) pixels)");
    body.line("mean.intoArray(out, to + c)");
    body.close();
    return Methods.leaf(
        new Leaf.Mean(),
        "channels",
        "float[] in, int at, int pixels, int stride, float[] out, int to, int channels",
        "The mean over all pixels of each channel, by sums over runs, which keep its digits.",
        body);
  }

  /** Pixels times a gate. */
  MethodSpec gate() {
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("FloatVector factor = FloatVector.fromArray(S, in, gate + c)");
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("FloatVector x = FloatVector.fromArray(S, in, at + pixel * stride + c)");
    body.line("x.mul(factor).intoArray(out, to + pixel * outStride + c)");
    body.close().close();
    return Methods.leaf(
        new Leaf.Gate(),
        "channels",
        "float[] in, int at, int stride, int gate, float[] out, int to, int outStride, int pixels,"
            + " int channels",
        "Each channel times its gate.",
        body);
  }

  /** Panels' weights times the gate of their input channel. */
  MethodSpec fold(Leaf.Fold leaf) {
    int width = leaf.vectors() * lanes;
    Body body = new Body();
    body.open("for (int i = 0; i < panels; i++)");
    for (int v = 0; v < leaf.vectors(); v++) {
      body.line(
          "FloatVector.fromArray(S, weights, panel + %1$d).intoArray(out, to + %1$d)", v * lanes);
    }
    body.open("for (int k = 0; k < run; k++)");
    body.line("FloatVector factor = FloatVector.broadcast(S, out[gate + k])");
    for (int v = 0; v < leaf.vectors(); v++) {
      String shift = "(k + 1) * " + width + " + " + v * lanes;
      body.line(
          "factor.mul(FloatVector.fromArray(S, weights, panel + %1$s)).intoArray(out, to + %1$s)",
          shift);
    }
    body.close();
    body.line("panel += (1 + run) * %d", width);
    body.line("to += (1 + run) * %d", width);
    body.close();
    return Methods.leaf(
        leaf,
        "panels",
        "float[] weights, int panel, int run, float[] out, int to, int gate, int panels",
        "A copy of panels of %d outputs, each input channel's weights times its gate."
            .formatted(width),
        body);
  }

  /** The sum of two stretches of memory for each pixel. */
  MethodSpec add() {
    Body body = new Body();
    openPixels(body);
    body.line("FloatVector x = FloatVector.fromArray(S, in, first + i)");
    body.line("x.add(FloatVector.fromArray(S, in, second + i)).intoArray(out, to + i)");
    body.close().close();
    return Methods.leaf(
        new Leaf.Add(),
        "length",
        "float[] in, int first, int second, float[] out, int to, int length, int pixels, int"
            + " stride",
        "The sum of {@code length} floats of each pixel of two tensors.",
        body);
  }

  /** An activation of a stretch of memory for each pixel. */
  MethodSpec activate(Leaf.Elementwise leaf) {
    Body body = new Body();
    EpilogueText epilogue = new EpilogueText(body, leaf.epilogue());
    epilogue.constants();
    openPixels(body);
    body.line("FloatVector x = FloatVector.fromArray(S, in, at + i)");
    body.line("%s.intoArray(out, to + i)", epilogue.apply("x"));
    body.close().close();
    return Methods.leaf(
        leaf,
        "length",
        "float[] in, int at, float[] out, int to, int length, int pixels, int stride",
        "The activation of {@code length} floats of each pixel.",
        body);
  }

  /** Pixels in the inner loop: of few vectors it would be over before it is fast. */
  private void openPixels(Body body) {
    body.open("for (int c = 0; c < length; c += %d)", lanes);
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("int i = c + pixel * stride");
  }
}
