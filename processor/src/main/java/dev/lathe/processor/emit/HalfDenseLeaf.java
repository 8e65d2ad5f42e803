package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;

/**
 * Spells the leaf of dense layers whose weights are halves, two to a float. Shifted into a float's
 * place a half is 2^112 times too small, subnormal or not; the panel's factors make up for that.
 *
 * <p>Four panels at once are four streams that go on from panel to panel. Streams within a panel,
 * as floats are read, would be too short, at half the bytes, to get going.
 */
final class HalfDenseLeaf {

  private static final int STREAMS = 4;

  /** The sign, and where a half's exponent and mantissa are in a float. */
  private static final String BITS = "0x8fffe000";

  private final int lanes;

  HalfDenseLeaf(int lanes) {
    this.lanes = lanes;
  }

  /** The method. */
  MethodSpec method(Leaf.HalfDense leaf) {
    Body body = new Body();
    body.line("int pairs = run / 2");
    body.line("int length = (2 + pairs) * %d", lanes);
    body.line("int quarter = (panels + %d) / %d", STREAMS - 1, STREAMS);
    for (int s = 1; s < STREAMS; s++) {
      body.line("int skip%d = Math.min(%s, panels - quarter)", s, Expr.times("quarter", s));
    }
    body.open("for (int i = 0; i < quarter; i++)");
    for (int s = 0; s < STREAMS; s++) {
      body.line("int from%d = panel%s", s, s == 0 ? "" : " + skip" + s + " * length");
      body.line("FloatVector sum%d = FloatVector.zero(S)", s);
    }
    body.open("for (int k = 0; k < pairs; k++)");
    body.line("FloatVector first = FloatVector.broadcast(S, in[at + 2 * k])");
    body.line("FloatVector second = FloatVector.broadcast(S, in[at + 2 * k + 1])");
    for (int s = 0; s < STREAMS; s++) {
      pair(body, s);
    }
    body.close();
    EpilogueText epilogue = new EpilogueText(body, leaf.epilogue());
    epilogue.constants();
    for (int s = 0; s < STREAMS; s++) {
      body.open("");
      body.line(
          "FloatVector x = FloatVector.fromArray(S, weights, from%1$d + %2$d)"
              + ".fma(sum%1$d, FloatVector.fromArray(S, weights, from%1$d))",
          s, lanes);
      body.line("%s.intoArray(out, to%s)", epilogue.apply("x"), skipped(s));
      body.close();
    }
    body.line("panel += length");
    body.line("to += %d", lanes);
    body.close();
    return Methods.leaf(
        leaf,
        "panels",
        "float[] in, int at, int run, float[] weights, int panel, float[] out, int to, int panels",
        """
        Panels of %d outputs of a dense layer, two halves to a float, in four streams of panels; the
        last overlap where panels do not divide by four. Behind a panel's biases are factors, since
        halves that are shifted into a float's place are 2^112 times too small.\
        """
            .formatted(lanes),
        body);
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

  private String skipped(int stream) {
    return stream == 0 ? "" : " + skip" + stream + " * " + lanes;
  }
}
