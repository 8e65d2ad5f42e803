package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * The element-wise product of two inputs, H×W×C. The second may be a mask, H×W×1, that multiplies
 * all channels of a pixel. A gate of 1×1×C is {@link Op.Scale}.
 */
public record Multiply() implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape features = inputs.get(0);
    Shape factor = inputs.get(1);
    if (!factor.equals(features) && !factor.equals(features.withChannels(1))) {
      throw new ShapeException("multiplies " + features + " by " + factor);
    }
    return features;
  }
}
