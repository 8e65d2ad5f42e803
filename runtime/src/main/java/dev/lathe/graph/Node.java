package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * An op in its place in a network.
 *
 * @param name unique: the layer's name, the block's index where it repeats, and the role, as in
 *     {@code stage2.1.expand}; weights and reports use it
 * @param layer the layer (interface method) that declared it
 * @param role what it does in its block
 * @param op the op
 * @param inputs indices of the nodes it reads, all smaller than its own
 * @param output the shape it returns
 */
public record Node(
    String name, String layer, Role role, Op op, List<Integer> inputs, Shape output) {

  /** Copies the inputs. */
  public Node {
    inputs = List.copyOf(inputs);
  }
}
