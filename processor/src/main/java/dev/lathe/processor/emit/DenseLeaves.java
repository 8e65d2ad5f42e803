package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import java.util.function.IntFunction;

/**
 * Spells the leaves of dense layers, which wait for their weights to come from memory. Four panels
 * at once are four streams that go on from panel to panel. Streams within one panel would begin
 * anew with each, and at places that lie whole pages apart: processors fetch ahead half as much of
 * them.
 */
final class DenseLeaves {

  private static final int STREAMS = 4;

  /** The sign, and where a half's exponent and mantissa are in a float. */
  private static final String BITS = "0x8fffe000";

  private final int lanes;

  DenseLeaves(int lanes) {
    this.lanes = lanes;
  }

  /** Weights that are floats. */
  MethodSpec floats() {
    Body body = new Body();
    begin(body, "(1 + run) * " + lanes);
    body.open("for (int k = 0; k < run; k++)");
    body.line("FloatVector input = FloatVector.broadcast(S, in[at + k])");
    for (int s = 0; s < STREAMS; s++) {
      body.line(
          "sum%1$d = input.fma(FloatVector.fromArray(S, weights, from%1$d + (1 + k) * %2$d),"
              + " sum%1$d)",
          s, lanes);
    }
    body.close();
    end(body, s -> "FloatVector.fromArray(S, weights, from%1$d).add(sum%1$d)".formatted(s));
    return method(
        new Leaf.Dense(),
        body,
        """
        Panels of %d outputs of a dense layer, in four streams of panels; the last overlap where
        panels do not divide by four.\
        """
            .formatted(lanes));
  }

  /**
   * Weights that are halves, two to a float. Shifted into a float's place a half is 2^112 times too
   * small, subnormal or not; the panel's factors make up for that.
   */
  MethodSpec halves() {
    Body body = new Body();
    body.line("int pairs = run / 2");
    begin(body, "(2 + pairs) * " + lanes);
    body.open("for (int k = 0; k < pairs; k++)");
    body.line("FloatVector first = FloatVector.broadcast(S, in[at + 2 * k])");
    body.line("FloatVector second = FloatVector.broadcast(S, in[at + 2 * k + 1])");
    for (int s = 0; s < STREAMS; s++) {
      pair(body, s);
    }
    body.close();
    end(
        body,
        s ->
            "FloatVector.fromArray(S, weights, from%1$d + %2$d)".formatted(s, lanes)
                + ".fma(sum%1$d, FloatVector.fromArray(S, weights, from%1$d))".formatted(s));
    return method(
        new Leaf.HalfDense(),
        body,
        """
        Panels of %d outputs of a dense layer, two halves to a float, in four streams of panels; the
        last overlap where panels do not divide by four. Behind a panel's biases are factors, since
        halves that are shifted into a float's place are 2^112 times too small.\
        """
            .formatted(lanes));
  }

  private void pair(Body body, int stream) {
    body.line(
        "IntVector w%1$d = FloatVector.fromArray(S, weights, from%1$d + (2 + k) * %2$d)"
            + ".reinterpretAsInts()",
        stream, lanes);
    half(body, stream, "first", ".lanewise(VectorOperators.LSHL, 16)");
    half(body, stream, "second", "");
  }

  private static void half(Body body, int stream, String input, String toTheTop) {
    body.line(
        "sum%1$d = %2$s.fma(w%1$d%3$s.lanewise(VectorOperators.ASHR, 3).and(%4$s)"
            + ".reinterpretAsFloats(), sum%1$d)",
        stream, input, toTheTop, BITS);
  }

  /** Opens the loop over each stream's panels, and begins their sums. */
  private static void begin(Body body, String length) {
    body.line("int length = %s", length);
    body.line("int quarter = (panels + %d) / %d", STREAMS - 1, STREAMS);
    for (int s = 1; s < STREAMS; s++) {
      body.line("int skip%d = Math.min(%s, panels - quarter)", s, Expr.times("quarter", s));
    }
    body.open("for (int i = 0; i < quarter; i++)");
    for (int s = 0; s < STREAMS; s++) {
      body.line("int from%d = panel%s", s, s == 0 ? "" : " + skip" + s + " * length");
      body.line("FloatVector sum%d = FloatVector.zero(S)", s);
    }
  }

  /** Stores the outputs of the streams' panels, and closes the loop. */
  private void end(Body body, IntFunction<String> output) {
    for (int s = 0; s < STREAMS; s++) {
      body.line(
          "%s.intoArray(out, to%s)", output.apply(s), s == 0 ? "" : " + skip" + s + " * " + lanes);
    }
    body.line("panel += length");
    body.line("to += %d", lanes);
    body.close();
  }

  private static MethodSpec method(Leaf leaf, Body body, String comment) {
    return Methods.leaf(
        leaf,
        "panels",
        "float[] in, int at, int run, float[] weights, int panel, float[] out, int to, int panels",
        comment,
        body);
  }
}
