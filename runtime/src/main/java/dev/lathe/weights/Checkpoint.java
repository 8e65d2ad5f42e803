package dev.lathe.weights;

import dev.lathe.runtime.Values;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named tensors whose values are read one by one. */
public interface Checkpoint {

  /** Where they come from, for messages. */
  String source();

  /** What can be read, by name. */
  Map<String, TensorInfo> tensors();

  /** Starts reading values. */
  Reader open() throws IOException;

  /**
   * The values of a tensor, read when they are asked for.
   *
   * @param name as for a {@link Reader}
   */
  Values values(String name);

  /** Reads values of a checkpoint. */
  interface Reader extends Closeable {

    /**
     * The values of a tensor in the order of its shape.
     *
     * @param name of a tensor whose type is readable and whose elements fit an array
     */
    float[] read(String name) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** The layers in network order, where the format itself tells it. */
  default Optional<List<Slot>> layers() {
    return Optional.empty();
  }

  /** What keeps some of the weights from being read. */
  default List<String> problems() {
    return List.of();
  }
}
