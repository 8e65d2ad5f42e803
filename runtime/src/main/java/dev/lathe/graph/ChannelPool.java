package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * The largest or the mean of each pixel's channels: H×W×C to H×W×1 (CBAM's spatial attention, Woo
 * et al. 2018).
 */
public record ChannelPool(Op.Pool.Kind kind) implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0).withChannels(1);
  }
}
