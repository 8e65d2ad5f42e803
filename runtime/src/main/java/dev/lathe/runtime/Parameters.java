package dev.lathe.runtime;

import dev.lathe.graph.Graph;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A network's weights, bound: each weighted node of the graph with its values, as {@link
 * dev.lathe.Weights} found them. Those of a file are read when they are asked for, and not kept.
 */
public final class Parameters {

  private final Graph graph;
  private final Map<String, Supplier<Parameter>> values;

  private Parameters(Map<String, Supplier<Parameter>> values, Graph graph) {
    this.graph = graph;
    this.values = Map.copyOf(values);
  }

  /**
   * Values in memory.
   *
   * @param graph the network
   * @param values by node name
   */
  public Parameters(Graph graph, Map<String, Parameter> values) {
    this(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, value -> value::getValue)),
        graph);
  }

  /**
   * Values that are read each time that they are asked for.
   *
   * @param graph the network
   * @param values by node name
   */
  public static Parameters read(Graph graph, Map<String, Supplier<Parameter>> values) {
    return new Parameters(values, graph);
  }

  /** The network. */
  public Graph graph() {
    return graph;
  }

  /**
   * The values of a node.
   *
   * @throws IllegalArgumentException if the node has none
   * @throws java.io.UncheckedIOException if a file cannot be read any more
   * @throws dev.lathe.WeightsException if the file has changed
   */
  public Parameter of(String node) {
    Supplier<Parameter> value = values.get(node);
    if (value == null) {
      throw new IllegalArgumentException(graph.name() + ": " + node + " has no weights");
    }
    return value.get();
  }

  /** All values by node name. */
  public Map<String, Parameter> values() {
    return values.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, value -> value.getValue().get()));
  }
}
