package dev.lathe.processor.network;

import dev.lathe.processor.declare.NetworkDeclaration;
import java.util.List;

/**
 * A network lowered to primitive ops: multipliers applied, blocks repeated and taken apart.
 *
 * @param declaration what it was lowered from
 * @param nodes in topological order; the first is the input, the last the output
 */
public record Network(NetworkDeclaration declaration, List<NetworkNode> nodes) {

  /** Copies the nodes. */
  public Network {
    nodes = List.copyOf(nodes);
  }
}
