package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * Some of the channels: H×W×C to H×W×channels.
 *
 * @param first the first channel
 * @param channels how many
 */
public record Slice(int first, int channels) implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if ((long) first + channels > input.channels()) {
      throw new ShapeException(
          "takes the channels " + first + " to " + (first + channels - 1L) + " of " + input);
    }
    return input.withChannels(channels);
  }
}
