package dev.lathe.processor.declare;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op;
import dev.lathe.processor.diagnose.Code;
import java.util.Optional;

/**
 * What an annotation says of an activation.
 *
 * @param kind the function
 * @param slope its slope or alpha, if one is stated
 */
public record ActivationSpec(Activation kind, Optional<Float> slope) {

  /** The identity. */
  public static final ActivationSpec NONE = new ActivationSpec(Activation.NONE, Optional.empty());

  /** Reads an activation and its slope from the attributes of these names. */
  static ActivationSpec read(Attributes it, String name, String slope) {
    Activation kind = it.constant(name, Activation.class);
    if (!it.states(slope)) {
      return new ActivationSpec(kind, Optional.empty());
    }
    return switch (kind) {
      case HARD_SIGMOID, LEAKY_RELU, ELU ->
          new ActivationSpec(kind, Optional.of((float) it.positive(slope)));
      default -> {
        it.problem(Code.Slope, slope, "states a slope, but " + kind + " has none; drop it");
        yield new ActivationSpec(kind, Optional.empty());
      }
    };
  }

  /**
   * The op, with its default slope where none is stated.
   *
   * @throws IllegalArgumentException if it is PReLU, whose slopes are weights
   */
  public Op.Activate op() {
    return slope
        .map(stated -> new Op.Activate(kind, stated))
        .orElseGet(() -> new Op.Activate(kind));
  }
}
