package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The names of the tensors that one layer of a checkpoint consists of.
 *
 * @param names at least a weight's
 * @param epsilon of the batch norm, where the file tells it
 */
public record Slot(Map<Part, String> names, OptionalDouble epsilon) {

  /** Copies the names. */
  public Slot {
    names = Map.copyOf(names);
  }

  /** A layer whose file tells no epsilon. */
  Slot(Map<Part, String> names) {
    this(names, OptionalDouble.empty());
  }

  /** The weight's name. */
  String weight() {
    return names.get(Part.WEIGHT);
  }

  /** Whether a batch norm is part of it. */
  boolean hasNorm() {
    return names.containsKey(Part.MEAN) || names.containsKey(Part.GAMMA);
  }
}
