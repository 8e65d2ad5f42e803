package dev.lathe.runtime;

import dev.lathe.graph.Graph;
import java.util.Map;

/**
 * A network's weights, bound: each weighted node of the graph with its checked values, as {@link
 * dev.lathe.Weights} found them.
 *
 * @param graph the network
 * @param values by node name
 */
public record Parameters(Graph graph, Map<String, Parameter> values) {

  /** Copies the map. */
  public Parameters {
    values = Map.copyOf(values);
  }

  /**
   * The values of a node.
   *
   * @throws IllegalArgumentException if the node has none
   */
  public Parameter of(String node) {
    Parameter value = values.get(node);
    if (value == null) {
      throw new IllegalArgumentException(graph.name() + ": " + node + " has no weights");
    }
    return value;
  }
}
