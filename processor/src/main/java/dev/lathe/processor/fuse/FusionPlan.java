package dev.lathe.processor.fuse;

import dev.lathe.graph.Graph;
import java.util.List;

/**
 * A network as groups in an order in which each finds its inputs computed.
 *
 * @param graph the network
 * @param groups every op but the input in exactly one
 */
public record FusionPlan(Graph graph, List<Group> groups) {

  /** Copies the groups. */
  public FusionPlan {
    groups = List.copyOf(groups);
  }
}
