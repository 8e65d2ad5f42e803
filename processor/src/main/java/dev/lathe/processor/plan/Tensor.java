package dev.lathe.processor.plan;

import dev.lathe.Shape;
import java.util.Optional;

/**
 * An activation tensor in memory, pixel after pixel.
 *
 * @param shape H×W×C
 * @param stride floats from one pixel to the next
 * @param place where its first float is
 */
public record Tensor(Shape shape, int stride, Place place) {

  /** Where a tensor begins. */
  public sealed interface Place {
    /** At the start of a part of the arena that it has for itself. */
    record Arena(Buffer buffer) implements Place {}

    /**
     * Among the channels of another tensor.
     *
     * @param buffer the other's
     * @param first floats from the buffer's start
     */
    record Within(Buffer buffer, int first) implements Place {}

    /**
     * In one of the caller's input arrays.
     *
     * @param index which of the network's inputs it is
     */
    record Input(int index) implements Place {}

    /**
     * In one of the caller's output arrays.
     *
     * @param index which of the network's outputs it is
     */
    record Output(int index) implements Place {}
  }

  /** A tensor in the arena, its channels rounded up to whole vectors of any machine. */
  public static Tensor inArena(String name, Shape shape) {
    int stride = Machine.stored(shape.channels());
    Buffer buffer = new Buffer(name, Math.multiplyExact(shape.pixels(), stride));
    return new Tensor(shape, stride, new Place.Arena(buffer));
  }

  /** A copy in the arena of a tensor that has other pixels, its stride the same. */
  Tensor copyInArena(String name, Shape other) {
    Buffer buffer = new Buffer(name, Math.multiplyExact(other.pixels(), stride));
    return new Tensor(other, stride, new Place.Arena(buffer));
  }

  /** An input array of the caller's, dense in H×W×C. */
  static Tensor input(Shape shape, int index) {
    return new Tensor(shape, shape.channels(), new Place.Input(index));
  }

  /** An output array of the caller's, dense in H×W×C. */
  static Tensor output(Shape shape, int index) {
    return new Tensor(shape, shape.channels(), new Place.Output(index));
  }

  /** Some of the channels, where they are. */
  Tensor channels(int first, int channels) {
    Place within =
        switch (place) {
          case Place.Arena whole -> new Place.Within(whole.buffer, first);
          case Place.Within some -> new Place.Within(some.buffer, some.first + first);
          case Place.Input input -> throw new IllegalStateException(this + " is the caller's");
          case Place.Output output -> throw new IllegalStateException(this + " is the caller's");
        };
    return new Tensor(shape.withChannels(channels), stride, within);
  }

  /** Whether its channels are rounded up, and nothing else lies between its pixels. */
  boolean isPadded() {
    return place instanceof Place.Arena && stride == Machine.stored(shape.channels());
  }

  /** The part of the arena that it lies in, if it does. */
  public Optional<Buffer> buffer() {
    return switch (place) {
      case Place.Arena whole -> Optional.of(whole.buffer);
      case Place.Within some -> Optional.of(some.buffer);
      case Place.Input input -> Optional.empty();
      case Place.Output output -> Optional.empty();
    };
  }

  /** Floats behind each pixel's channels that nothing else lies in. */
  public int padding() {
    return place instanceof Place.Arena ? stride - shape.channels() : 0;
  }

  /** Floats of one row. */
  public int rowStride() {
    return shape.width() * stride;
  }
}
