package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * A network as a directed acyclic graph of primitive ops in topological order. The first node is an
 * {@link Op.Input}; there may be further ones.
 *
 * @param name the declaring interface's binary name
 * @param nodes at least the input
 * @param outputs at least one, in the order in which the network declares them
 */
public record Graph(String name, List<Node> nodes, List<Output> outputs) {

  /**
   * A node whose value the network returns.
   *
   * @param name what callers know it by
   * @param node its index
   */
  public record Output(String name, int node) {}

  /** What the output of a network with one output is called unless stated. */
  public static final String OUTPUT = "output";

  /** A network that returns its last node's value. */
  public Graph(String name, List<Node> nodes) {
    this(name, nodes, List.of(new Output(OUTPUT, nodes.size() - 1)));
  }

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the first node is no input, a node reads a later one, two
   *     nodes or two outputs have one name, or an output is no node
   */
  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
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
    if (outputs.isEmpty()
        || outputs.stream().map(Output::name).distinct().count() != outputs.size()) {
      throw new IllegalArgumentException(name + ": no output, or two of one name: " + outputs);
    }
    for (Output output : outputs) {
      if (output.node < 0 || output.node >= nodes.size()) {
        throw new IllegalArgumentException(name + ": " + output + " is no node");
      }
    }
  }

  /** The input nodes, in graph order. */
  public List<Node> inputs() {
    return nodes.stream().filter(node -> node.op() instanceof Op.Input).toList();
  }

  /** The shape of the network's first input. */
  public Shape inputShape() {
    return nodes.get(0).output();
  }

  /** The shape of the network's first output. */
  public Shape outputShape() {
    return shape(outputs.get(0));
  }

  /** The shape of an output. */
  public Shape shape(Output output) {
    return nodes.get(output.node).output();
  }

  /** Whether a node's value is an output. */
  public boolean isReturned(int node) {
    return outputs.stream().anyMatch(output -> output.node == node);
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
