package dev.lathe.processor.emit;

import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.plan.KernelPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number that an epilogue needs in every lane. The generated class keeps it in an array, and
 * leaves load it behind their inner loop: as a constant vector it would occupy a register
 * throughout.
 *
 * @param field the generated field
 * @param value Java source of a float
 */
record Constant(String field, String value) {

  static final Constant ZERO = new Constant("ZERO", "0f");
  static final Constant ONE = new Constant("ONE", "1f");
  static final Constant SIX = new Constant("SIX", "6f");
  static final Constant HALF = new Constant("HALF", "0.5f");
  static final Constant SIXTH = new Constant("SIXTH", "1f / 6f");
  static final Constant LOG2_E = new Constant("LOG2_E", "1.442695f");
  static final Constant MINUS_LOG2_E = new Constant("MINUS_LOG2_E", "-1.442695f");
  static final Constant TWICE_LOG2_E = new Constant("TWICE_LOG2_E", "2.88539f");
  static final Constant HALF_LOG2_E = new Constant("HALF_LOG2_E", "0.7213475f");
  static final Constant SIGN = new Constant("SIGN", "-0f");

  /**
   * Powers of two stay far from the end of float's range: a product of gate and feature is no
   * denormal number, which would take a hundred times as long.
   */
  static final Constant LIMIT = new Constant("LIMIT", "62f");

  /** 1.5 · 2^23 + 127: adding it rounds, and leaves the exponent's bits for a power of two. */
  static final Constant ROUND = new Constant("ROUND", "12583039f");

  /** 2 / ln 2 and ln 2 / 6, adjusted: 2^f = (g + f) / (g - f) with g = C0 + C2 · f². */
  static final Constant C0 = new Constant("C0", "2.8854082f");

  static final Constant C2 = new Constant("C2", "0.11523607f");

  /** 1 as a float to calculate with; {@link #ONE} is compared as an integer. */
  static final Constant UNIT = new Constant("UNIT", "1f");

  /**
   * The normal distribution's tail beyond x ≥ 0 is e^(-x²/2) · (B1·t + … + B5·t⁵) with t = 1 / (1 +
   * TAIL·x), to 7.5e-8: Abramowitz and Stegun, 26.2.17, its factors multiplied by 1/√(2π).
   */
  static final Constant TAIL = new Constant("TAIL", "0.2316419f");

  static final Constant B1 = new Constant("B1", "0.12741479f");
  static final Constant B2 = new Constant("B2", "-0.14224836f");
  static final Constant B3 = new Constant("B3", "0.71070686f");
  static final Constant B4 = new Constant("B4", "-0.7265760f");
  static final Constant B5 = new Constant("B5", "0.5307027f");

  /** What the exponential needs behind the factor that brings it to a power of two. */
  private static final List<Constant> EXPONENTIAL = List.of(LIMIT, SIGN, ROUND, C2, C0);

  /** The name of the local vector that holds it. */
  String local() {
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_")) {
      name.append(
          name.isEmpty()
              ? word.toLowerCase(java.util.Locale.ROOT)
              : word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }

  /** Constants that the leaves of a plan use, each once. */
  static Set<Constant> of(KernelPlan plan) {
    return plan.leaves().all().stream()
        .flatMap(leaf -> of(leaf.epilogue()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Constants that an epilogue's activation uses. */
  static List<Constant> of(Epilogue epilogue) {
    return switch (epilogue.activation()) {
      case NONE -> List.of();
      case RELU -> List.of(ZERO);
      case RELU6 -> List.of(ZERO, SIX);
      case HARD_SWISH -> List.of(SIXTH, HALF, ZERO, ONE);
      case HARD_SIGMOID -> List.of(slope(epilogue.slope()), HALF, ZERO, ONE);
      case SIGMOID, SILU -> withExponential(LOG2_E);
      case TANH -> withExponential(TWICE_LOG2_E);
      case LEAKY_RELU -> List.of(slope(epilogue.slope()), ZERO);
      case ELU -> withExponential(MINUS_LOG2_E, slope(epilogue.slope()), ZERO);
      case GELU -> withExponential(HALF_LOG2_E, ZERO, UNIT, TAIL, B1, B2, B3, B4, B5);
      case PRELU -> throw new IllegalStateException("PReLU is no epilogue");
    };
  }

  private static List<Constant> withExponential(Constant... others) {
    return Stream.concat(Stream.of(others), EXPONENTIAL.stream()).toList();
  }

  /** The slope of a hard sigmoid or a leaky ReLU, the alpha of an ELU. */
  static Constant slope(float slope) {
    return new Constant("SLOPE_" + Integer.toHexString(Float.floatToIntBits(slope)), slope + "f");
  }
}
