package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * The channel shuffle of ShuffleNet (Zhang et al. 2018): channels are taken from each of {@code
 * groups} equal parts in turn. With C channels, channel i · groups + g is channel g · C / groups +
 * i of the input.
 *
 * @param groups divides the channels
 */
public record Shuffle(int groups) implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (input.channels() % groups != 0) {
      throw new ShapeException("shuffles " + groups + " equal parts of " + input);
    }
    return input;
  }
}
