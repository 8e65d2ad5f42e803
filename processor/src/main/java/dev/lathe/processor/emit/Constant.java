package dev.lathe.processor.emit;

import dev.lathe.annotation.Activation;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.plan.KernelPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
  static final Constant THREE = new Constant("THREE", "3f");
  static final Constant SIX = new Constant("SIX", "6f");
  static final Constant HALF = new Constant("HALF", "0.5f");
  static final Constant SIXTH = new Constant("SIXTH", "1f / 6f");
  static final Constant LOG2_E = new Constant("LOG2_E", "1.442695f");
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
    return plan.leaves().stream()
        .flatMap(leaf -> of(leaf.epilogue()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Constants that an epilogue's activation uses. */
  static List<Constant> of(Epilogue epilogue) {
    return switch (epilogue.activation()) {
      case NONE -> List.of();
      case RELU -> List.of(ZERO);
      case RELU6 -> List.of(ZERO, SIX);
      case HARD_SWISH -> List.of(THREE, ZERO, SIX, SIXTH);
      case HARD_SIGMOID -> List.of(slope(epilogue.slope()), HALF, ZERO, ONE);
      case SIGMOID, SILU -> List.of(LOG2_E, LIMIT, SIGN, ROUND, C2, C0);
      case LEAKY_RELU, PRELU, ELU, GELU, TANH -> throw noKernel(epilogue.activation());
    };
  }

  /** For activations that KernelGuard keeps away. */
  static IllegalStateException noKernel(Activation activation) {
    return new IllegalStateException("no kernel for " + activation);
  }

  /** The slope of a hard sigmoid. */
  static Constant slope(float slope) {
    return new Constant("SLOPE_" + Integer.toHexString(Float.floatToIntBits(slope)), slope + "f");
  }

  /** Whether an activation is long enough to run as a pass over the tile just stored. */
  static boolean isLong(Activation activation) {
    return switch (activation) {
      case NONE, RELU, RELU6, HARD_SWISH -> false;
      case HARD_SIGMOID, SIGMOID, SILU -> true;
      case LEAKY_RELU, PRELU, ELU, GELU, TANH -> throw noKernel(activation);
    };
  }
}
