package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/** The channels of all inputs, one input behind the other: H×W×C1 and H×W×C2 to H×W×(C1 + C2). */
public record Concat() implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    long channels = 0;
    for (Shape input : inputs) {
      if (input.height() != first.height() || input.width() != first.width()) {
        throw new ShapeException("concatenates " + first + " and " + input);
      }
      channels += input.channels();
    }
    if (channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(channels + " channels are more than 2^31 - 1");
    }
    return first.withChannels((int) channels);
  }
}
