package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/** The rows of all inputs, one input below the other: H1×W×C and H2×W×C to (H1 + H2)×W×C. */
public record Stack() implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    long height = 0;
    for (Shape input : inputs) {
      if (input.width() != first.width() || input.channels() != first.channels()) {
        throw new ShapeException("stacks " + first + " and " + input);
      }
      height += input.height();
    }
    if (height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(height + " rows are more than 2^31 - 1");
    }
    return new Shape((int) height, first.width(), first.channels());
  }
}
