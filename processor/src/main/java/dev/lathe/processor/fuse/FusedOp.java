package dev.lathe.processor.fuse;

import dev.lathe.graph.Node;
import dev.lathe.graph.Op.Weighted;
import java.util.OptionalInt;

/**
 * A convolution or dense layer with what one kernel does in the same pass.
 *
 * @param node the weighted node
 * @param input index of the node it reads
 * @param epilogue activation and residual
 * @param residual index of the node that is added, if the epilogue has one
 * @param value index of the node whose value the kernel stores
 */
public record FusedOp(Node node, int input, Epilogue epilogue, OptionalInt residual, int value) {

  /** Whether it reads a node's value, be it as the residual. */
  public boolean reads(int value) {
    return input == value || residual.orElse(-1) == value;
  }

  /** The weighted op. */
  public Weighted op() {
    return (Weighted) node.op();
  }
}
