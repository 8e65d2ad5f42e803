package dev.lathe.processor.fuse;

import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Op.Activate;
import dev.lathe.graph.Op.Add;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.GlobalAveragePool;
import dev.lathe.graph.Op.Input;
import dev.lathe.graph.Op.Scale;
import dev.lathe.graph.Op.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Finds the ops that one pass can compute: weighted ops take up an activation and an addition
 * behind them, in either order, and inverted bottlenecks become one group.
 */
public final class Fuser {

  private final Graph graph;
  private final List<List<Integer>> consumers = new ArrayList<>();

  /** Fused ops by the index of their value, in network order. */
  private final TreeMap<Integer, FusedOp> byValue = new TreeMap<>();

  /** Groups by the index of their value, which orders them. */
  private final TreeMap<Integer, Group> groups = new TreeMap<>();

  private Fuser(Graph graph) {
    this.graph = graph;
    graph.nodes().forEach(node -> consumers.add(new ArrayList<>()));
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (int input : graph.nodes().get(i).inputs()) {
        consumers.get(input).add(i);
      }
    }
  }

  /** The network's groups. */
  public static FusionPlan fuse(Graph graph) {
    Fuser fuser = new Fuser(graph);
    fuser.fuseEpilogues();
    fuser.gatherExcitations();
    fuser.gatherBottlenecks();
    return new FusionPlan(graph, List.copyOf(fuser.groups.values()));
  }

  private void fuseEpilogues() {
    boolean[] taken = new boolean[graph.nodes().size()];
    for (int i = 1; i < taken.length; i++) {
      if (taken[i]) {
        continue;
      }
      if (graph.nodes().get(i).op() instanceof Input) {
        continue;
      }
      if (graph.nodes().get(i).op() instanceof Weighted) {
        FusedOp fused = fused(i);
        for (int absorbed = i; absorbed >= 0; absorbed = next(absorbed, fused.value())) {
          taken[absorbed] = true;
        }
        byValue.put(fused.value(), fused);
        groups.put(fused.value(), new Group.Single(fused));
      } else {
        groups.put(i, new Group.Plain(i, graph.nodes().get(i)));
      }
    }
  }

  /** The node after this one on the way to the value, or -1 at its end. */
  private int next(int node, int value) {
    return node == value ? -1 : onlyConsumer(node).getAsInt();
  }

  private FusedOp fused(int index) {
    Node node = graph.nodes().get(index);
    Epilogue epilogue = Epilogue.NONE;
    int value = index;
    OptionalInt consumer = onlyConsumer(value);
    if (consumer.isPresent() && op(consumer) instanceof Activate activate) {
      value = consumer.getAsInt();
      epilogue = epilogue.with(activate);
      consumer = onlyConsumer(value);
    }
    OptionalInt residual = OptionalInt.empty();
    if (consumer.isPresent()
        && op(consumer) instanceof Add
        && node.op() instanceof Convolution c
        && !c.isPlainDepthwise()) {
      residual = otherInput(consumer.getAsInt(), value);
      // An addend computed later could not be read yet.
      if (residual.isPresent() && residual.getAsInt() < index) {
        value = consumer.getAsInt();
        boolean bare = epilogue.equals(Epilogue.NONE);
        epilogue = epilogue.withResidual();
        consumer = onlyConsumer(value);
        if (bare && consumer.isPresent() && op(consumer) instanceof Activate activate) {
          value = consumer.getAsInt();
          epilogue = epilogue.with(activate);
        }
      } else {
        residual = OptionalInt.empty();
      }
    }
    return new FusedOp(node, node.inputs().get(0), epilogue, residual, value);
  }

  private void gatherExcitations() {
    for (int i = 1; i < graph.nodes().size(); i++) {
      if (!(graph.nodes().get(i).op() instanceof Scale)) {
        continue;
      }
      int features = graph.nodes().get(i).inputs().get(0);
      int gate = graph.nodes().get(i).inputs().get(1);
      FusedOp excite = byValue.get(gate);
      FusedOp squeeze = excite == null ? null : byValue.get(excite.input());
      if (squeeze == null
          || onlyConsumer(gate).isEmpty()
          || onlyConsumer(squeeze.value()).isEmpty()) {
        continue;
      }
      int pool = squeeze.input();
      boolean pooled =
          graph.nodes().get(pool).op() instanceof GlobalAveragePool
              && graph.nodes().get(pool).inputs().get(0) == features
              && onlyConsumer(pool).isPresent();
      if (pooled) {
        groups.remove(pool);
        groups.remove(squeeze.value());
        groups.remove(gate);
        groups.put(i, new Group.Gated(features, new Group.Excitation(squeeze, excite, i)));
      }
    }
  }

  private void gatherBottlenecks() {
    for (FusedOp projection : List.copyOf(byValue.values())) {
      if (!(projection.op() instanceof Convolution pointwise) || !pointwise.isPointwise()) {
        continue;
      }
      if (!(groups.get(projection.value()) instanceof Group.Single)
          || onlyConsumer(projection.input()).isEmpty()) {
        continue;
      }
      int features = projection.input();
      Optional<Group.Excitation> excitation = Optional.empty();
      if (groups.get(features) instanceof Group.Gated gated
          && consumers.get(gated.features()).size() == 2
          && !graph.isReturned(gated.features())) {
        excitation = Optional.of(gated.excitation());
        features = gated.features();
      }
      FusedOp depthwise = byValue.get(features);
      if (depthwise == null
          || !(depthwise.op() instanceof Convolution filter)
          || !filter.isPlainDepthwise()
          || (excitation.isEmpty() && onlyConsumer(features).isEmpty())) {
        continue;
      }
      Optional<FusedOp> producer =
          Optional.ofNullable(byValue.get(depthwise.input()))
              .filter(op -> canFeedRows(op) && onlyConsumer(op.value()).isPresent());
      producer.ifPresent(op -> groups.remove(op.value()));
      groups.remove(depthwise.value());
      excitation.ifPresent(se -> groups.remove(se.value()));
      groups.put(
          projection.value(), new Group.Bottleneck(producer, depthwise, excitation, projection));
    }
  }

  /** Whether it can be computed some rows at a time: a convolution that is no depthwise one. */
  private boolean canFeedRows(FusedOp op) {
    return op.op() instanceof Convolution convolution
        && !convolution.isPlainDepthwise()
        && op.residual().isEmpty()
        && groups.get(op.value()) instanceof Group.Single;
  }

  private Op op(OptionalInt index) {
    return graph.nodes().get(index.getAsInt()).op();
  }

  /** The only reader of a value, if it has one and the network does not return it. */
  private OptionalInt onlyConsumer(int index) {
    List<Integer> readers = consumers.get(index);
    return readers.size() == 1 && !graph.isReturned(index)
        ? OptionalInt.of(readers.get(0))
        : OptionalInt.empty();
  }

  private OptionalInt otherInput(int add, int value) {
    List<Integer> inputs = graph.nodes().get(add).inputs();
    if (inputs.size() != 2 || inputs.get(0).equals(inputs.get(1))) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(inputs.get(0) == value ? inputs.get(1) : inputs.get(0));
  }
}
