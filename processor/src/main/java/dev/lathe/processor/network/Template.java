package dev.lathe.processor.network;

import dev.lathe.Shape;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.Upsample;
import java.util.List;

/** An op whose channels are known while heights and widths are not. */
public sealed interface Template {

  /** The op for inputs, and tensors that it minds, of the given shapes. */
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

  /**
   * The product of features and a factor: a gate of one pixel scales them, anything else is
   * multiplied element by element.
   */
  record Product() implements Template {
    @Override
    public Op resolve(List<Shape> inputs) {
      Shape features = inputs.get(0);
      Shape factor = inputs.get(1);
      boolean gate = factor.pixels() == 1 && !factor.equals(features) && factor.channels() > 1;
      return gate ? new Op.Scale() : new Multiply();
    }
  }

  /** A resampling to the size of the tensor behind its input. */
  record UpsampleLike(Upsample.Mode mode) implements Template {
    @Override
    public Op resolve(List<Shape> inputs) {
      Shape like = inputs.get(1);
      return new Upsample(mode, new Upsample.Target.Size(like.height(), like.width()));
    }
  }
}
