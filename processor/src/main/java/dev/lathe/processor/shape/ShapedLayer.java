package dev.lathe.processor.shape;

import dev.lathe.Layer;
import dev.lathe.graph.Node;
import java.util.List;

/**
 * A declared layer with its figures and its nodes.
 *
 * @param layer the figures
 * @param nodes its nodes, in graph order
 */
public record ShapedLayer(Layer layer, List<Node> nodes) {

  /** Copies the nodes. */
  public ShapedLayer {
    nodes = List.copyOf(nodes);
  }
}
