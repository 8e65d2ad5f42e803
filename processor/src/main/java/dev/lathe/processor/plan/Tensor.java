package dev.lathe.processor.plan;

import dev.lathe.Shape;
import java.util.Optional;

/**
 * An activation tensor in memory, pixel after pixel.
 *
 * @param shape H×W×C
 * @param stride floats from one pixel to the next
 * @param buffer where it lives in the arena; empty if it is an input array of the caller's
 * @param input which of the network's inputs it is then
 */
public record Tensor(Shape shape, int stride, Optional<Buffer> buffer, int input) {

  /** A tensor in the arena, its channels rounded up to whole vectors of any machine. */
  public static Tensor inArena(String name, Shape shape) {
    int stride = Machine.stored(shape.channels());
    Buffer buffer = new Buffer(name, Math.multiplyExact(shape.pixels(), stride));
    return new Tensor(shape, stride, Optional.of(buffer), 0);
  }

  /** An input array of the caller's, dense in H×W×C. */
  static Tensor input(Shape shape, int index) {
    return new Tensor(shape, shape.channels(), Optional.empty(), index);
  }

  /** Floats of one row. */
  public int rowStride() {
    return shape.width() * stride;
  }
}
