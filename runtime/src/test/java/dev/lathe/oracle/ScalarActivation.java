package dev.lathe.oracle;

import dev.lathe.graph.Op;

/** What activations compute, by their definitions, in double. */
final class ScalarActivation {

  private ScalarActivation() {}

  /** The activation of one number. */
  static double of(Op.Activate op, double x) {
    return switch (op.activation()) {
      case NONE -> x;
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case SILU -> x / (1 + Math.exp(-x));
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case HARD_SIGMOID -> Math.min(Math.max(op.slope() * x + 0.5, 0), 1);
      case LEAKY_RELU -> x > 0 ? x : op.slope() * x;
      case ELU -> x > 0 ? x : op.slope() * Math.expm1(x);
      case GELU -> x * (1 + erf(x / Math.sqrt(2))) / 2;
      case TANH -> Math.tanh(x);
      case PRELU -> throw new IllegalArgumentException("PReLU has weights");
    };
  }

  /** The error function: its series x · Σ (2x²)ⁿ / (2n + 1)!! · 2 e^(-x²) / √π, all positive. */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
