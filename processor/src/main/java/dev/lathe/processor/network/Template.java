package dev.lathe.processor.network;

import dev.lathe.Shape;
import dev.lathe.graph.Op;
import java.util.List;

/** An op whose channels are known while heights and widths are not. */
public sealed interface Template {

  /** The op for inputs of the given shapes. */
  Op resolve(List<Shape> inputs);

  /** An op that does not depend on height and width. */
  record Fixed(Op op) implements Template {
    @Override
    public Op resolve(List<Shape> inputs) {
      return op;
    }
  }

  /** A dense layer over all elements of its input. */
  record Flatten(int out, boolean bias) implements Template {
    @Override
    public Op resolve(List<Shape> inputs) {
      return new Op.Dense(inputs.get(0).elements(), out, bias);
    }
  }
}
