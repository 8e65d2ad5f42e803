package dev.lathe.processor.shape;

import dev.lathe.graph.Graph;
import dev.lathe.processor.declare.NetworkDeclaration;
import dev.lathe.processor.diagnose.Origins;
import java.util.List;

/**
 * A network of which every shape is known.
 *
 * @param declaration what it was lowered from
 * @param graph the nodes
 * @param origins for each node of the graph, where it was declared
 * @param layers the declared layers, in network order
 */
public record ShapedNetwork(
    NetworkDeclaration declaration, Graph graph, List<Origins> origins, List<ShapedLayer> layers) {

  /** Copies the lists. */
  public ShapedNetwork {
    origins = List.copyOf(origins);
    layers = List.copyOf(layers);
  }
}
