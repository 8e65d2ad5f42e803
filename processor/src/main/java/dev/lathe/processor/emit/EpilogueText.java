package dev.lathe.processor.emit;

import dev.lathe.processor.fuse.Epilogue;

/** Spells the activation of an epilogue for accumulators in registers. */
final class EpilogueText {

  private final Body body;
  private final Epilogue epilogue;

  EpilogueText(Body body, Epilogue epilogue) {
    this.body = body;
    this.epilogue = epilogue;
  }

  /** Loads the constants into locals. Those that are compared as integers are loaded as such. */
  void constants() {
    for (Constant constant : Constant.of(epilogue)) {
      boolean bits =
          constant.equals(Constant.ZERO)
              || constant.equals(Constant.SIX)
              || constant.equals(Constant.ONE)
              || constant.equals(Constant.LIMIT)
              || constant.equals(Constant.SIGN);
      body.line(
          "%s %s = FloatVector.fromArray(S, %s, 0)%s",
          bits ? "IntVector" : "FloatVector",
          constant.local(),
          constant.field(),
          bits ? ".reinterpretAsInts()" : "");
    }
  }

  /**
   * The activation of a named vector, as an expression; longer ones first compute their parts.
   *
   * <p>Hard swish is x · clamp(x / 6 + ½, 0, 1), as ONNX defines it: one operation less than by x +
   * 3, and half of its error (up to |x| = 8: 2.4e-7).
   *
   * <p>Comparing as integers is right for floats of positive sign, and clamps negative ones to
   * zero; it takes a third of the time of a comparison that minds NaN.
   */
  String apply(String x) {
    return switch (epilogue.activation()) {
      case NONE -> x;
      case RELU -> x + ".reinterpretAsInts().max(zero).reinterpretAsFloats()";
      case RELU6 -> x + ".reinterpretAsInts().max(zero).min(six).reinterpretAsFloats()";
      case HARD_SWISH -> hardSigmoid(x, Constant.SIXTH) + ".mul(" + x + ")";
      case HARD_SIGMOID -> hardSigmoid(x, Constant.slope(epilogue.slope()));
      case SIGMOID -> {
        exponential(x + ".mul(log2E)");
        yield "q.div(d)";
      }
      case SILU -> {
        exponential(x + ".mul(log2E)");
        yield x + ".mul(q).div(d)";
      }
      case TANH -> {
        exponential(x + ".mul(twiceLog2E)");
        yield "q.add(q).sub(d).div(d)";
      }
      case LEAKY_RELU ->
          x
              + ".reinterpretAsInts().min(zero).reinterpretAsFloats().fma("
              + Constant.slope(epilogue.slope()).local()
              + ", "
              + positive(x)
              + ")";
      case ELU -> {
        exponential(x + ".mul(minusLog2E)");
        yield "d.sub(q.add(q)).div(q).reinterpretAsInts().min(zero).reinterpretAsFloats().fma("
            + Constant.slope(epilogue.slope()).local()
            + ", "
            + positive(x)
            + ")";
      }
      case GELU -> {
        gelu(x);
        yield positive(x) + ".sub(" + x + ".abs().mul(beyond))";
      }
      case PRELU -> throw new IllegalStateException("PReLU is no epilogue");
    };
  }

  private static String hardSigmoid(String x, Constant slope) {
    return x
        + ".fma("
        + slope.local()
        + ", half).reinterpretAsInts().max(zero).min(one).reinterpretAsFloats()";
  }

  private static String positive(String x) {
    return x + ".reinterpretAsInts().max(zero).reinterpretAsFloats()";
  }

  /**
   * max(x, 0) - |x|·Φ(-|x|), the normal distribution's tail. Error 3e-7, relative to 1 where |x| is
   * less.
   */
  private void gelu(String x) {
    exponential(x + ".mul(" + x + ").mul(halfLog2E)");
    body.line("FloatVector r = unit.div(%s.abs().fma(tail, unit))", x);
    body.line("FloatVector b = r.fma(b5, b4).fma(r, b3).fma(r, b2).fma(r, b1).mul(r)");
    body.line("FloatVector beyond = b.mul(d.sub(q)).div(q)");
  }

  /**
   * Given p = y·log2 e, e^-y = 2^(⌊-p⌉ + f) = (d - q) / q, so that the sigmoid is q / d. Relative
   * error 6e-7; ELU and tanh, which take differences, err by as much of 1.
   */
  private void exponential(String power) {
    body.line("FloatVector p = %s", power);
    body.line(
        "FloatVector z = p.abs().reinterpretAsInts().min(limit)"
            + ".or(p.reinterpretAsInts().and(sign)).reinterpretAsFloats()");
    body.line("FloatVector t = round.sub(z)");
    body.line("FloatVector f = round.sub(t).sub(z)");
    body.line(
        "FloatVector s = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)"
            + ".reinterpretAsFloats()");
    body.line("FloatVector g = f.mul(f).fma(c2, c0)");
    body.line("FloatVector q = g.sub(f)");
    body.line("FloatVector d = g.add(f).fma(s, q)");
  }
}
