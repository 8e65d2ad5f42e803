package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.processor.fuse.FusedOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the values of a graph's nodes live, as far as that is decided. */
final class Values {

  private final Graph graph;
  private final Map<Integer, Tensor> tensors = new HashMap<>();

  Values(Graph graph) {
    this.graph = graph;
  }

  /** The tensor that holds a node's value. */
  Tensor of(int node) {
    return tensors.get(node);
  }

  /** What a node reads. */
  List<Tensor> inputs(Node node) {
    return node.inputs().stream().map(this::of).toList();
  }

  /** What an op adds. */
  Optional<Tensor> residual(FusedOp op) {
    return op.residual().isPresent() ? Optional.of(of(op.residual().getAsInt())) : Optional.empty();
  }

  /** Says where a value is. */
  void put(int node, Tensor tensor) {
    tensors.put(node, tensor);
  }

  /** The tensor that is going to hold a node's value. */
  Tensor store(int node) {
    return tensors.computeIfAbsent(
        node, n -> Tensor.inArena(graph.nodes().get(n).name(), shape(n)));
  }

  /** The shape of a node's value. */
  Shape shape(int node) {
    return graph.nodes().get(node).output();
  }
}
