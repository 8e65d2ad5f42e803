package dev.lathe.processor.plan;

import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import java.util.Comparator;
import java.util.Map;

/** Every activation in an array of its own, every weight as it is. */
public final class Planner {

  private Planner() {}

  /** Plans a network. */
  public static KernelPlans plan(Graph graph) {
    Node largest =
        graph.nodes().stream()
            .max(Comparator.comparingInt(node -> node.output().elements()))
            .orElseThrow();
    long arena =
        graph.nodes().stream()
            .mapToLong(node -> Float.BYTES * (long) node.output().elements())
            .sum();
    return new KernelPlans(
        new MemoryFigures(Float.BYTES * graph.params(), arena, largest.layer()), Map.of());
  }
}
