package dev.lathe.processor.network;

import dev.lathe.graph.Graph;
import dev.lathe.processor.declare.NetworkDeclaration;
import java.util.List;

/**
 * A network lowered to primitive ops: multipliers applied, blocks repeated and taken apart.
 *
 * @param declaration what it was lowered from
 * @param nodes in topological order; the first is the input
 * @param outputs the nodes whose values it returns
 */
public record Network(
    NetworkDeclaration declaration, List<NetworkNode> nodes, List<Graph.Output> outputs) {

  /** Copies the lists. */
  public Network {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }
}
