package dev.lathe;

import java.util.List;

/**
 * A named weight's value: its shape, outermost extent first, and its elements in that order.
 *
 * @param shape extents; empty for a scalar
 * @param data as many floats as the product of the shape; not copied, so leave it unchanged
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes of weights: a copy per access is no option
public record Tensor(List<Integer> shape, float[] data) {

  /**
   * Checks the number of elements.
   *
   * @throws IllegalArgumentException if it is not the product of the shape
   */
  public Tensor {
    shape = List.copyOf(shape);
    long elements = 1;
    for (int extent : shape) {
      elements = Math.multiplyExact(elements, (long) extent);
    }
    if (elements != data.length) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " has " + elements + " elements, not " + data.length);
    }
  }

  /** A tensor with the extents as numbers. */
  public static Tensor of(float[] data, Integer... shape) {
    return new Tensor(List.of(shape), data);
  }
}
