package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Op.Pool;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;

/** Spells the leaves that go through maps element by element, and know no weights but slopes. */
final class ElementLeaves {

  private final int lanes;

  ElementLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** The product of two stretches of memory. */
  MethodSpec multiply() {
    Body body = new Body();
    body.open("for (int i = 0; i < length; i += %d)", lanes);
    body.line("FloatVector x = FloatVector.fromArray(S, in, first + i)");
    body.line("x.mul(FloatVector.fromArray(S, in, second + i)).intoArray(out, to + i)");
    body.close();
    return Methods.leaf(
        new Leaf.Multiply(),
        "length",
        "float[] in, int first, int second, float[] out, int to, int length",
        "The product of two tensors.",
        body);
  }

  /** Pixels times a mask. */
  MethodSpec mask() {
    Body body = new Body();
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("FloatVector factor = FloatVector.broadcast(S, in[mask + pixel * maskStride])");
    body.open("for (int c = 0; c < stride; c += %d)", lanes);
    body.line("FloatVector x = FloatVector.fromArray(S, in, at + pixel * stride + c)");
    body.line("x.mul(factor).intoArray(out, to + pixel * stride + c)");
    body.close().close();
    return Methods.leaf(
        new Leaf.Mask(),
        "pixels",
        "float[] in, int at, int mask, int maskStride, float[] out, int to, int pixels, int stride",
        "Each pixel times its mask.",
        body);
  }

  /** The largest or the mean of each pixel's channels. */
  MethodSpec channelPool(Leaf.ChannelPool leaf) {
    boolean max = leaf.kind() == Pool.Kind.MAX;
    Body body = new Body();
    body.line("int whole = channels / %1$d * %1$d", lanes);
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("int start = at + pixel * stride");
    body.line("int slot = to + pixel * %d", Machine.CHANNEL_STEP);
    body.line(
        "FloatVector x = %s",
        max ? "FloatVector.broadcast(S, Float.NEGATIVE_INFINITY)" : "FloatVector.zero(S)");
    body.open("for (int c = 0; c < whole; c += %d)", lanes);
    body.line("x = x.%s(FloatVector.fromArray(S, in, start + c))", max ? "max" : "add");
    body.close();
    body.comment("a pixel has room for a vector");
    body.line("x.intoArray(out, slot)");
    body.line("float all = out[slot]");
    String combine = max ? "all = Math.max(all, %s)" : "all += %s";
    body.open("for (int i = 1; i < %d; i++)", lanes);
    body.line(combine.formatted("out[slot + i]"));
    body.close();
    body.open("for (int c = whole; c < channels; c++)");
    body.line(combine.formatted("in[start + c]"));
    body.close();
    body.line("out[slot] = %s", max ? "all" : "all / channels");
    body.line("Arrays.fill(out, slot + 1, slot + %d, 0f)", Machine.CHANNEL_STEP);
    body.close();
    return Methods.leaf(
        leaf,
        "pixels",
        "float[] in, int at, int channels, int stride, float[] out, int to, int pixels",
        max ? "The largest of each pixel's channels." : "The mean of each pixel's channels.",
        body);
  }

  /** The largest of all pixels. */
  MethodSpec largest() {
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("FloatVector x = FloatVector.fromArray(S, in, at + c)");
    body.open("for (int pixel = 1; pixel < pixels; pixel++)");
    body.line("x = x.max(FloatVector.fromArray(S, in, at + pixel * stride + c))");
    body.close();
    body.line("x.intoArray(out, to + c)");
    body.close();
    return Methods.leaf(
        new Leaf.Largest(),
        "channels",
        "float[] in, int at, int pixels, int stride, float[] out, int to, int channels",
        "The largest of all pixels of each channel.",
        body);
  }

  /** One pixel between four. */
  MethodSpec bilinear() {
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("FloatVector toRight = FloatVector.broadcast(S, right)");
    body.line("FloatVector down = FloatVector.broadcast(S, below)");
    body.line("FloatVector x = FloatVector.fromArray(S, in, topLeft + c)");
    body.line(
        "FloatVector above = FloatVector.fromArray(S, in, topRight + c)"
            + ".sub(x).fma(toRight, x)");
    body.line("FloatVector y = FloatVector.fromArray(S, in, bottomLeft + c)");
    body.line(
        "FloatVector under = FloatVector.fromArray(S, in, bottomRight + c)"
            + ".sub(y).fma(toRight, y)");
    body.line("under.sub(above).fma(down, above).intoArray(out, to + c)");
    body.close();
    return Methods.leaf(
        new Leaf.Bilinear(),
        "channels",
        "float[] in, int topLeft, int topRight, int bottomLeft, int bottomRight, float right,"
            + " float below, float[] out, int to, int channels",
        "A pixel between four, given the weights of the right and of the lower ones.",
        body);
  }

  /** PReLU: max(x, 0) + slope · min(x, 0), as integers compare. */
  MethodSpec prelu() {
    Body body = new Body();
    body.open("for (int c = 0; c < stride; c += %d)", lanes);
    body.line("FloatVector slope = FloatVector.fromArray(S, weights, slopes + c)");
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line(
        "IntVector x = FloatVector.fromArray(S, in, at + pixel * stride + c).reinterpretAsInts()");
    body.line("FloatVector positive = x.max(0).reinterpretAsFloats()");
    body.line(
        "x.min(0).reinterpretAsFloats().fma(slope, positive)"
            + ".intoArray(out, to + pixel * stride + c)");
    body.close().close();
    return Methods.leaf(
        new Leaf.Rectify(),
        "stride",
        "float[] in, int at, float[] weights, int slopes, float[] out, int to, int pixels,"
            + " int stride",
        "PReLU: negative elements times the slope of their channel.",
        body);
  }

  /** The channels of two maps in turn. */
  MethodSpec zip() {
    Body body = new Body();
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.open("for (int c = 0; c < channels; c += %d)", 2 * lanes);
    body.line("FloatVector x = FloatVector.fromArray(S, in, first + c / 2)");
    body.line("FloatVector y = FloatVector.fromArray(S, in, second + c / 2)");
    body.line("x.rearrange(ZIP_LOW, y).intoArray(out, to + c)");
    body.open("if (c + %d < channels)", lanes);
    body.line("x.rearrange(ZIP_HIGH, y).intoArray(out, to + c + %d)", lanes);
    body.close().close();
    body.line("first += firstStride");
    body.line("second += secondStride");
    body.line("to += outStride");
    body.close();
    return Methods.leaf(
        new Leaf.Zip(),
        "pixels",
        "float[] in, int first, int firstStride, int second, int secondStride, float[] out, int to,"
            + " int outStride, int pixels, int channels",
        "The channels of two maps in turn, {@code channels} together.",
        body);
  }
}
