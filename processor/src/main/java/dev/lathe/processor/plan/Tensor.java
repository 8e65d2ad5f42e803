package dev.lathe.processor.plan;

import dev.lathe.Shape;
import java.util.Optional;

/**
 * An activation tensor in memory, pixel after pixel.
 *
 * @param shape H×W×C
 * @param stride floats from one pixel to the next
 * @param buffer where it lives in the arena; empty if it is the caller's input array
 */
public record Tensor(Shape shape, int stride, Optional<Buffer> buffer) {

  /** A tensor in the arena, its channels rounded up to whole vectors of any machine. */
  public static Tensor inArena(String name, Shape shape) {
    int stride = Machine.stored(shape.channels());
    return new Tensor(
        shape, stride, Optional.of(new Buffer(name, Math.multiplyExact(shape.pixels(), stride))));
  }

  /** The caller's input array, dense in H×W×C. */
  public static Tensor input(Shape shape) {
    return new Tensor(shape, shape.channels(), Optional.empty());
  }

  /** Floats of one row. */
  public int rowStride() {
    return shape.width() * stride;
  }
}
