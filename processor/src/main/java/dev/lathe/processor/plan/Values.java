package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.processor.fuse.FusedOp;
import dev.lathe.processor.fuse.FusionPlan;
import dev.lathe.processor.fuse.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where the values of a graph's nodes live, as far as that is decided. */
final class Values {

  private final Graph graph;
  private final FusionPlan fusion;
  private final Placement placement;
  private final Map<Integer, Tensor> tensors = new HashMap<>();

  Values(FusionPlan fusion, Placement placement) {
    this.graph = fusion.graph();
    this.fusion = fusion;
    this.placement = placement;
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

  /** Whether nothing needs what the op adds behind it, so that its output may take the place. */
  boolean isSpentBy(FusedOp op) {
    int residual = op.residual().orElseThrow();
    Optional<Buffer> buffer = of(residual).buffer();
    boolean isShared =
        tensors.values().stream()
            .anyMatch(
                other ->
                    other.place() instanceof Tensor.Place.Within && other.buffer().equals(buffer));
    List<Group> readers = fusion.groups().stream().filter(group -> group.reads(residual)).toList();
    return of(residual).isPadded()
        && !isShared
        && op.input() != residual
        && !graph.isReturned(residual)
        && placement.range(op.value()).isEmpty()
        && readers.get(readers.size() - 1).value() == op.value();
  }

  /** Says where a value is. */
  void put(int node, Tensor tensor) {
    tensors.put(node, tensor);
  }

  /** The tensor that is going to hold a node's value. */
  Tensor store(int node) {
    if (!tensors.containsKey(node)) {
      put(
          node,
          placement
              .range(node)
              .map(it -> store(it.whole()).channels(it.first(), shape(node).channels()))
              .orElseGet(() -> Tensor.inArena(graph.nodes().get(node).name(), shape(node))));
    }
    return tensors.get(node);
  }

  /** The same for whoever can store channels without padding: straight into a caller's array. */
  Tensor storeExactly(int node) {
    List<Integer> returned =
        IntStream.range(0, graph.outputs().size())
            .filter(index -> graph.outputs().get(index).node() == node)
            .boxed()
            .toList();
    boolean isOnlyReturned =
        returned.size() == 1 && fusion.groups().stream().noneMatch(group -> group.reads(node));
    if (isOnlyReturned) {
      put(node, Tensor.output(shape(node), returned.get(0)));
    }
    return store(node);
  }

  /** The shape of a node's value. */
  Shape shape(int node) {
    return graph.nodes().get(node).output();
  }
}
