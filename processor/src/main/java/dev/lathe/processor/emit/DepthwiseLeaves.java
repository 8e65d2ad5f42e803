package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.Leaf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spells the leaves of depthwise convolutions. */
final class DepthwiseLeaves {

  /** Vectors of a pixel that are summed up at once, so that no sum waits for itself. */
  private static final int AT_ONCE = 3;

  private final int lanes;

  DepthwiseLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** One row or two, for some vectors of channels one after the other. */
  MethodSpec rows(Leaf.DepthwiseRows leaf) {
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
    for (int row = 0; row < leaf.rows(); row++) {
      if (leaf.pooled()) {
        body.line(
            "FloatVector %s = FloatVector.fromArray(S, out, pool%s)",
            total(leaf, row), Expr.plusSteps(row, "nextPool"));
      }
      for (int i = 0; i < carry.accumulators(); i++) {
        body.line("FloatVector %s = bias", sum(leaf, row, i));
      }
    }
    for (int group = 0; group < carry.leadIn(); group++) {
      body.comment("columns before the first output is complete");
      columns(body, leaf, "" + group * carry.stride(), carry.stride(), -group);
      shift(body, leaf);
    }
    body.line("int groups = %s", Expr.over("columns", carry.stride()));
    body.open("for (int group = %d; group < groups; group++)", carry.leadIn());
    columns(body, leaf, Expr.times("group", carry.stride()), carry.stride(), carry.oldest());
    store(body, leaf, epilogue, 0, Expr.plus("group", carry.oldest()));
    shift(body, leaf);
    body.close();
    if (carry.rest() > 0) {
      body.comment("columns behind the last full group");
      columns(body, leaf, Expr.times("groups", carry.stride()), carry.rest(), carry.oldest());
    }
    for (int i = 0; i < carry.pending(); i++) {
      store(body, leaf, epilogue, i, Expr.plus("groups", carry.oldest() + i));
    }
    if (leaf.pooled()) {
      for (int row = 0; row < leaf.rows(); row++) {
        body.line("%s.intoArray(out, pool%s)", total(leaf, row), Expr.plusSteps(row, "nextPool"));
      }
      body.line("pool += %d", lanes);
    }
    for (int y = 0; y < leaf.inputRows(); y++) {
      body.line("row%d += %d", y, lanes);
    }
    body.line("panel += %d", (1 + carry.height() * carry.width()) * lanes);
    body.line("to += %d", lanes);
    body.close();
    boolean alone = leaf.rows() == 1;
    String rows =
        IntStream.range(0, leaf.inputRows())
            .mapToObj(y -> "int row" + y)
            .collect(Collectors.joining(", "));
    return Methods.leaf(
        leaf,
        "vectors",
        "float[] in, "
            + rows
            + ", int columns, int stride, float[] weights, int panel, float[] out, int to, "
            + (alone ? "" : "int next, ")
            + "int outStride, int vectors"
            + (leaf.pooled() ? ", int pool" + (alone ? "" : ", int nextPool") : ""),
        describe(leaf),
        body);
  }

  private static String describe(Leaf.DepthwiseRows leaf) {
    String window = leaf.carry().height() + "x" + leaf.carry().width();
    return leaf.rows() == 1
        ? "A row of a "
            + window
            + " depthwise convolution by output carry: each column is loaded once."
        : "Two rows of a "
            + window
            + " depthwise convolution by output carry: each column is loaded once. The second row"
            + " lies {@code next} floats behind the first.";
  }

  /** The accumulator of an output in flight. */
  private static String sum(Leaf.DepthwiseRows leaf, int row, int output) {
    return leaf.rows() == 1 ? "sum" + output : "sum" + row + "_" + output;
  }

  private static String total(Leaf.DepthwiseRows leaf, int row) {
    return leaf.rows() == 1 ? "total" : "total" + row;
  }

  /** Adds columns to every output in flight that they touch, those from {@code oldest} on. */
  private void columns(Body body, Leaf.DepthwiseRows leaf, String first, int count, int oldest) {
    Carry carry = leaf.carry();
    for (int column = 0; column < count; column++) {
      body.open("");
      String position = Expr.plus(first, column);
      if (!position.equals("0")) {
        String index = position.contains(" ") ? "(" + position + ")" : position;
        body.line("int column = %s * stride", index);
      }
      String shift = position.equals("0") ? "" : " + column";
      for (int y = 0; y < leaf.inputRows(); y++) {
        body.line("FloatVector in%1$d = FloatVector.fromArray(S, in, row%1$d%2$s)", y, shift);
        for (int row = 0; row < leaf.rows(); row++) {
          taps(body, leaf, y, row, column, oldest);
        }
      }
      body.close();
    }
  }

  /**
   * Adds a pixel to the outputs of one row in flight. All that need it, before the next row's is
   * loaded: column by column C2 would have to keep the pixels of all rows.
   */
  private void taps(Body body, Leaf.DepthwiseRows leaf, int y, int row, int column, int oldest) {
    Carry carry = leaf.carry();
    int tapRow = y - row * carry.stride();
    if (tapRow < 0 || tapRow >= carry.height()) {
      return;
    }
    for (int x = 0; x < carry.width(); x++) {
      int lag = column + carry.left() - x;
      int delta = Math.floorDiv(lag, carry.stride());
      if (Math.floorMod(lag, carry.stride()) == 0 && delta >= oldest) {
        body.line(
            "%1$s = in%2$d.fma(tap%3$d_%4$d, %1$s)",
            sum(leaf, row, delta - carry.oldest()), y, tapRow, x);
      }
    }
  }

  private static void shift(Body body, Leaf.DepthwiseRows leaf) {
    int last = leaf.carry().accumulators() - 1;
    for (int row = 0; row < leaf.rows(); row++) {
      for (int i = 0; i < last; i++) {
        body.line("%s = %s", sum(leaf, row, i), sum(leaf, row, i + 1));
      }
      body.line("%s = bias", sum(leaf, row, last));
    }
  }

  private static void store(
      Body body, Leaf.DepthwiseRows leaf, EpilogueText epilogue, int output, String column) {
    for (int row = 0; row < leaf.rows(); row++) {
      body.open("");
      body.line("FloatVector value = %s", epilogue.apply(sum(leaf, row, output)));
      body.line(
          "value.intoArray(out, to%s + (%s) * outStride)", Expr.plusSteps(row, "next"), column);
      if (leaf.pooled()) {
        body.line("%1$s = value.add(%1$s)", total(leaf, row));
      }
      body.close();
    }
  }

  /** A row of pixels, for some vectors of channels one after the other. */
  MethodSpec pixels() {
    Body body = new Body();
    body.line("int rowStride = columns * stride");
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("int left = pixel * move - padding");
    body.comment("divided upwards, without a branch of whose two ways the JIT may have seen one");
    body.line("int skip = Math.max(0, (columnStep - 1 - left) / columnStep)");
    body.line(
        "int inside = Math.min(kernel, (columns - left + columnStep - 1) / columnStep) - skip");
    body.line("int first = at + (left + skip * columnStep) * stride");
    body.line("int filter = panel + skip * %d", lanes);
    body.open("for (int vector = 0; vector < vectors; vector += %d)", AT_ONCE);
    body.comment("vectors that are not there are the last one again");
    for (int i = 0; i < AT_ONCE; i++) {
      body.line("int v%d = Math.min(%s, vectors - 1)", i, Expr.plus("vector", i));
      body.line("FloatVector x%1$d = FloatVector.fromArray(S, weights, bias + v%1$d * length)", i);
    }
    body.comment("columns outside and rows inside: the order in which the row leaf adds up");
    body.open("for (int tap = 0; tap < inside; tap++)");
    body.open("for (int row = 0; row < rows; row++)");
    body.line("int y = slot + row * rowStep");
    body.comment("back to the ring's start, likewise");
    body.line("y -= ring & (ring - 1 - y >> 31)");
    body.line("int place = first + y * rowStride + tap * columnStep * stride");
    body.line("int weight = filter + (row * kernel + tap) * %d", lanes);
    for (int i = 0; i < AT_ONCE; i++) {
      body.line(
          "FloatVector in%1$d = FloatVector.fromArray(S, in, place + v%1$d * %2$d)", i, lanes);
      body.line(
          "x%1$d = in%1$d.fma(FloatVector.fromArray(S, weights, weight + v%1$d * length), x%1$d)",
          i);
    }
    body.close().close();
    for (int i = 0; i < AT_ONCE; i++) {
      body.line("x%1$d.intoArray(out, to + v%1$d * %2$d)", i, lanes);
    }
    body.close();
    body.line("to += outStride");
    body.close();
    return Methods.leaf(
        new Leaf.DepthwisePixels(),
        "pixels",
        "float[] in, int at, int slot, int ring, int rows, int rowStep, int columns,"
            + " int stride, int kernel, int columnStep, int move, int padding, float[] weights,"
            + " int bias, int panel, int length, float[] out, int to, int outStride, int pixels,"
            + " int vectors",
        "A row of pixels of a depthwise convolution over {@code rows} rows of {@code kernel} taps.",
        body);
  }

  /** The sums of a row's pixels, in the order in which the row leaf adds them up. */
  MethodSpec rowSums() {
    Body body = new Body();
    body.open("for (int c = 0; c < channels; c += %d)", lanes);
    body.line("FloatVector total = FloatVector.fromArray(S, out, to + c)");
    body.open("for (int pixel = 0; pixel < pixels; pixel++)");
    body.line("total = FloatVector.fromArray(S, in, at + pixel * stride + c).add(total)");
    body.close();
    body.line("total.intoArray(out, to + c)");
    body.close();
    return Methods.leaf(
        new Leaf.RowSums(),
        "channels",
        "float[] in, int at, int pixels, int stride, float[] out, int to, int channels",
        "The sums over pixels of each channel, added to what is there.",
        body);
  }
}
