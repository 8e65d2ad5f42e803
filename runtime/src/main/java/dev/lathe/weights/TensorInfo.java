package dev.lathe.weights;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor's description.
 *
 * @param shape extents, outermost first, none negative, their product within a long
 * @param type how elements are stored
 */
public record TensorInfo(List<Long> shape, DataType type) {

  /** Copies the shape. */
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** {@code "(32, 3, 3, 3)"}. */
  static String text(List<? extends Number> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
