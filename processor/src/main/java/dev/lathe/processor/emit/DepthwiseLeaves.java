package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.Leaf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Spells the leaves of depthwise convolutions. */
final class DepthwiseLeaves {

  private final int lanes;

  DepthwiseLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** One row, for some vectors of channels one after the other. */
  MethodSpec row(Leaf.DepthwiseRow leaf) {
    Carry carry = leaf.carry();
    Body body = new Body();
    EpilogueText epilogue = new EpilogueText(body, leaf.epilogue());
    body.open("for (int vector = 0; vector < vectors; vector++)");
    epilogue.constants();
    body.line("FloatVector bias = FloatVector.fromArray(S, weights, panel)");
    for (int y = 0; y < carry.height(); y++) {
      for (int x = 0; x < carry.width(); x++) {
        body.line(
            "FloatVector tap%d_%d = FloatVector.fromArray(S, weights, panel + %d)",
            y, x, (1 + y * carry.width() + x) * lanes);
      }
    }
    if (leaf.pooled()) {
      body.line("FloatVector total = FloatVector.fromArray(S, out, pool)");
    }
    for (int i = 0; i < carry.accumulators(); i++) {
      body.line("FloatVector sum%d = bias", i);
    }
    for (int group = 0; group < carry.leadIn(); group++) {
      body.comment("columns before the first output is complete");
      columns(body, carry, "" + group * carry.stride(), carry.stride(), -group);
      shift(body, carry);
    }
    body.line("int groups = %s", Expr.over("columns", carry.stride()));
    body.open("for (int group = %d; group < groups; group++)", carry.leadIn());
    columns(body, carry, Expr.times("group", carry.stride()), carry.stride(), carry.oldest());
    store(body, leaf, epilogue, 0, Expr.plus("group", carry.oldest()));
    shift(body, carry);
    body.close();
    if (carry.rest() > 0) {
      body.comment("columns behind the last full group");
      columns(body, carry, Expr.times("groups", carry.stride()), carry.rest(), carry.oldest());
    }
    for (int i = 0; i < carry.pending(); i++) {
      store(body, leaf, epilogue, i, Expr.plus("groups", carry.oldest() + i));
    }
    if (leaf.pooled()) {
      body.line("total.intoArray(out, pool)");
      body.line("pool += %d", lanes);
    }
    for (int y = 0; y < carry.height(); y++) {
      body.line("row%d += %d", y, lanes);
    }
    body.line("panel += %d", (1 + carry.height() * carry.width()) * lanes);
    body.line("to += %d", lanes);
    body.close();
    String rows =
        IntStream.range(0, carry.height())
            .mapToObj(y -> "int row" + y)
            .collect(Collectors.joining(", "));
    return Methods.of(
        leaf.method(),
        "float[] in, "
            + rows
            + ", int columns, int stride, float[] weights, int panel, float[] out, int to,"
            + " int outStride, int vectors"
            + (leaf.pooled() ? ", int pool" : ""),
        "A row of a %dx%d depthwise convolution by output carry: each column is loaded once."
            .formatted(carry.height(), carry.width()),
        body,
        Modifier.PRIVATE);
  }

  /** Adds columns to every output in flight that they touch, those from {@code oldest} on. */
  private void columns(Body body, Carry carry, String first, int count, int oldest) {
    for (int column = 0; column < count; column++) {
      body.open("");
      String position = Expr.plus(first, column);
      if (!position.equals("0")) {
        String index = position.contains(" ") ? "(" + position + ")" : position;
        body.line("int column = %s * stride", index);
      }
      String shift = position.equals("0") ? "" : " + column";
      for (int y = 0; y < carry.height(); y++) {
        body.line("FloatVector in%1$d = FloatVector.fromArray(S, in, row%1$d%2$s)", y, shift);
      }
      for (int x = 0; x < carry.width(); x++) {
        int lag = column + carry.left() - x;
        if (Math.floorMod(lag, carry.stride()) != 0) {
          continue;
        }
        int delta = Math.floorDiv(lag, carry.stride());
        if (delta >= oldest) {
          int sum = delta - carry.oldest();
          for (int y = 0; y < carry.height(); y++) {
            body.line("sum%1$d = in%2$d.fma(tap%2$d_%3$d, sum%1$d)", sum, y, x);
          }
        }
      }
      body.close();
    }
  }

  private static void shift(Body body, Carry carry) {
    for (int i = 0; i + 1 < carry.accumulators(); i++) {
      body.line("sum%d = sum%d", i, i + 1);
    }
    body.line("sum%d = bias", carry.accumulators() - 1);
  }

  private static void store(
      Body body, Leaf.DepthwiseRow leaf, EpilogueText epilogue, int sum, String output) {
    body.open("");
    body.line("FloatVector value = %s", epilogue.apply("sum" + sum));
    body.line("value.intoArray(out, to + (%s) * outStride)", output);
    if (leaf.pooled()) {
      body.line("total = value.add(total)");
    }
    body.close();
  }

  /** One pixel, for some vectors of channels one after the other. */
  MethodSpec pixel(Leaf.DepthwisePixel leaf) {
    Body body = new Body();
    EpilogueText epilogue = new EpilogueText(body, leaf.epilogue());
    body.open("for (int vector = 0; vector < vectors; vector++)");
    epilogue.constants();
    body.line("FloatVector x = FloatVector.fromArray(S, weights, bias)");
    body.comment("columns outside and rows inside: the order in which the row leaf adds up");
    body.open("for (int tap = 0; tap < taps; tap++)");
    body.open("for (int row = 0; row < rows; row++)");
    body.line("int wrapped = slot + row * dilation");
    body.line("int place = at + (wrapped < ring ? wrapped : wrapped - ring) * rowStride");
    body.line("FloatVector value = FloatVector.fromArray(S, in, place + tap * tapStride)");
    body.line(
        "x = value.fma(FloatVector.fromArray(S, weights, panel + row * panelRow + tap * %d), x)",
        lanes);
    body.close().close();
    body.line("FloatVector value = %s", epilogue.apply("x"));
    body.line("value.intoArray(out, to)");
    if (leaf.pooled()) {
      body.line("value.add(FloatVector.fromArray(S, out, pool)).intoArray(out, pool)");
      body.line("pool += %d", lanes);
    }
    body.line("at += %d", lanes);
    body.line("bias += length");
    body.line("panel += length");
    body.line("to += %d", lanes);
    body.close();
    return Methods.of(
        leaf.method(),
        "float[] in, int at, int slot, int ring, int rows, int dilation, int rowStride, int taps,"
            + " int tapStride, float[] weights,"
            + " int bias, int panel, int panelRow, int length, float[] out, int to, int vectors"
            + (leaf.pooled() ? ", int pool" : ""),
        "A pixel of a depthwise convolution over {@code rows} rows of {@code taps} taps.",
        body,
        Modifier.PRIVATE);
  }
}
