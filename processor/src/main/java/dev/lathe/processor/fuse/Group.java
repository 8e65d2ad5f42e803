package dev.lathe.processor.fuse;

import dev.lathe.graph.Node;
import java.util.Optional;

/** Ops that are computed together. */
public sealed interface Group {

  /** Index of the node whose value the group materialises. */
  int value();

  /** Whether it reads a node's value from outside. */
  boolean reads(int node);

  /** A convolution or dense layer on its own. */
  record Single(FusedOp op) implements Group {
    @Override
    public int value() {
      return op.value();
    }

    @Override
    public boolean reads(int node) {
      return op.reads(node);
    }
  }

  /**
   * A depthwise convolution with the convolution that feeds it alone and the pointwise convolution
   * that reads it alone, so that rows can pass between the three while they are in the cache.
   *
   * @param producer the expansion, or any convolution before the depthwise one
   * @param excitation squeeze-excite between depthwise and projection
   */
  record Bottleneck(
      Optional<FusedOp> producer,
      FusedOp depthwise,
      Optional<Excitation> excitation,
      FusedOp projection)
      implements Group {
    @Override
    public int value() {
      return projection.value();
    }

    @Override
    public boolean reads(int node) {
      return producer.orElse(depthwise).reads(node) || projection.residual().orElse(-1) == node;
    }
  }

  /** Squeeze-excite on its own: features times the gate. */
  record Gated(int features, Excitation excitation) implements Group {
    @Override
    public int value() {
      return excitation.value();
    }

    @Override
    public boolean reads(int node) {
      return features == node;
    }
  }

  /** An op without weights: a pool, an activation, an addition, a scaling, softmax. */
  record Plain(int value, Node node) implements Group {
    @Override
    public boolean reads(int input) {
      return node.inputs().contains(input);
    }
  }

  /**
   * Squeeze-excite from its pool to the product.
   *
   * @param squeeze the first dense layer with its activation
   * @param excite the second with the gate function
   * @param value index of the product
   */
  record Excitation(FusedOp squeeze, FusedOp excite, int value) {}
}
