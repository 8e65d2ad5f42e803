package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The parametric ReLU (He et al. 2015): x where x > 0, else slope · x, with a learned slope for
 * each channel or one for all.
 *
 * @param out channels
 * @param shared whether one slope serves all channels
 */
public record PRelu(int out, boolean shared) implements Op.Learned {
  @Override
  public boolean bias() {
    return false;
  }

  @Override
  public Optional<Op.BatchNorm> norm() {
    return Optional.empty();
  }

  /** (channels), or (1) where the slope is shared. */
  @Override
  public List<Integer> weightShape() {
    return List.of(shared ? 1 : out);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (input.channels() != out) {
      throw new ShapeException("takes " + out + " channels, but gets " + input);
    }
    return input;
  }

  @Override
  public long params() {
    return shared ? 1 : out;
  }
}
