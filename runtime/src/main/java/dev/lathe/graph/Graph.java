package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * A network as a directed acyclic graph of primitive ops in topological order. The first node is
 * the {@link Op.Input}, the last one the output.
 *
 * @param name the declaring interface's binary name
 * @param nodes at least the input
 */
public record Graph(String name, List<Node> nodes) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the first node is no input, a node reads a later one, or
   *     two have one name
   */
  public Graph {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || !(nodes.get(0).op() instanceof Op.Input)) {
      throw new IllegalArgumentException(name + ": the first node must be the input");
    }
    for (int i = 0; i < nodes.size(); i++) {
      for (int input : nodes.get(i).inputs()) {
        if (input < 0 || input >= i) {
          throw new IllegalArgumentException(
              name
                  + ": "
                  + nodes.get(i).name()
                  + " reads node "
                  + input
                  + ", which is not before it");
        }
      }
    }
    if (nodes.stream().map(Node::name).distinct().count() != nodes.size()) {
      throw new IllegalArgumentException(name + ": two nodes have one name");
    }
  }

  /** The shape of the network's input. */
  public Shape inputShape() {
    return nodes.get(0).output();
  }

  /** The shape of the network's output. */
  public Shape outputShape() {
    return nodes.get(nodes.size() - 1).output();
  }

  /** The shapes that a node reads. */
  public List<Shape> inputShapes(Node node) {
    return node.inputs().stream().map(input -> nodes.get(input).output()).toList();
  }

  /** Multiply-accumulates of one node. */
  public long macs(Node node) {
    return node.op().macs(inputShapes(node));
  }

  /** Multiply-accumulates of one inference. */
  public long macs() {
    return nodes.stream().mapToLong(this::macs).sum();
  }

  /** Learned numbers of the network. */
  public long params() {
    return nodes.stream().mapToLong(node -> node.op().params()).sum();
  }
}
