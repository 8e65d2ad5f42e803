package dev.lathe.processor.plan;

import dev.lathe.annotation.Storage;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Upsample;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.fuse.FusedOp;
import dev.lathe.processor.fuse.FusionPlan;
import dev.lathe.processor.fuse.Group;
import java.util.ArrayList;
import java.util.List;

/** Decides, for one machine, how each group of a network is computed and where its tensors live. */
public final class Planner {

  private final Graph graph;
  private final FusionPlan fusion;
  private final Machine machine;
  private final PackedLayout packing = new PackedLayout();
  private final KernelChoice choice;
  private final Values values;
  private final SinglePlanner singles;
  private final BottleneckPlanner bottlenecks;
  private final JoinPlanner joins;
  private final List<Stage> stages = new ArrayList<>();

  /** Of the stage being planned. */
  private final List<Step> steps = new ArrayList<>();

  private Planner(FusionPlan fusion, Machine machine, Storage denseWeights) {
    this.graph = fusion.graph();
    this.fusion = fusion;
    this.machine = machine;
    this.choice = new KernelChoice(graph, machine, packing, denseWeights);
    Placement placement = Placement.of(fusion, choice);
    this.values = new Values(fusion, placement);
    this.singles = new SinglePlanner(machine, choice, values, steps);
    this.joins = new JoinPlanner(placement, values, steps);
    this.bottlenecks = new BottleneckPlanner(machine, choice, values, steps, singles);
  }

  /** The plan of a network's groups for a machine, dense layers' weights stored as given. */
  public static KernelPlan plan(FusionPlan fusion, Machine machine, Storage denseWeights) {
    return new Planner(fusion, machine, denseWeights).plan();
  }

  private KernelPlan plan() {
    planInputs();
    for (Group group : fusion.groups()) {
      switch (group) {
        case Group.Single single -> singles.plan(single.op());
        case Group.Bottleneck bottleneck -> bottlenecks.plan(bottleneck, name(group));
        case Group.Gated gated -> bottlenecks.plan(gated, name(group));
        case Group.Plain plain -> planPlain(plain);
      }
      endStage(name(group), graph.nodes().get(group.value()).layer());
      planOutputs(group.value());
    }
    List<Stage> joined = Splits.follow(new Filters(machine).join(new Chains(machine).join(stages)));
    List<List<Buffer>> used =
        joined.stream().flatMap(s -> s.steps().stream()).map(Step::buffers).toList();
    Arena arena = Arena.of(zeroFloats(), used);
    return new KernelPlan(graph, machine, joined, arena, packing.length(), joins.copies());
  }

  private void endStage(String name, String layer) {
    if (!steps.isEmpty()) {
      stages.add(new Stage(name, layer, steps));
      steps.clear();
    }
  }

  private String name(Group group) {
    return switch (group) {
      case Group.Single single -> single.op().node().name();
      case Group.Bottleneck bottleneck -> block(bottleneck.projection().node());
      case Group.Gated gated -> block(graph.nodes().get(gated.value()));
      case Group.Plain plain -> plain.node().name();
    };
  }

  private void planInputs() {
    List<Node> inputs = graph.inputs();
    for (int index = 0; index < inputs.size(); index++) {
      planInput(graph.nodes().indexOf(inputs.get(index)), index);
    }
  }

  /** An input stays in the caller's array where every reader takes it as it comes. */
  private void planInput(int input, int index) {
    Node node = graph.nodes().get(input);
    Tensor given = Tensor.input(node.output(), index);
    values.put(input, given);
    if (graph.isReturned(input)
        || !fusion.groups().stream().allMatch(group -> readsInPlace(group, input))) {
      Tensor loaded = Tensor.inArena(node.name(), node.output());
      steps.add(new Step.Load(given, loaded));
      values.put(input, loaded);
      endStage(node.name(), node.layer());
      planOutputs(input);
    }
  }

  /** A value that is returned is copied as soon as it is there, so that its place is free again. */
  private void planOutputs(int value) {
    for (int index = 0; index < graph.outputs().size(); index++) {
      Graph.Output output = graph.outputs().get(index);
      if (output.node() == value && values.of(value).buffer().isPresent()) {
        steps.add(new Step.Store(values.of(value), index));
        endStage(
            output.name().equals(Graph.OUTPUT) ? "output" : "output." + output.name(),
            graph.nodes().get(value).layer());
      }
    }
  }

  private boolean readsInPlace(Group group, int input) {
    return switch (group) {
      case Group.Single single -> readsInPlace(single.op(), input);
      case Group.Bottleneck b ->
          b.producer().map(op -> readsInPlace(op, input)).orElse(b.depthwise().input() != input)
              && b.projection().residual().orElse(-1) != input;
      case Group.Gated gated -> gated.features() != input;
      case Group.Plain plain -> !plain.node().inputs().contains(input);
    };
  }

  private boolean readsInPlace(FusedOp op, int input) {
    return op.residual().orElse(-1) != input && (op.input() != input || choice.isConvolution(op));
  }

  private void planPlain(Group.Plain group) {
    Node node = group.node();
    switch (node.op()) {
      case Concat concat -> joins.concat(group.value(), node);
      case Slice slice -> joins.slice(group.value(), node, slice);
      case Shuffle shuffle ->
          joins.shuffle(group.value(), node, shuffle, graph.nodes().get(node.inputs().get(0)));
      case Upsample upsample ->
          steps.add(
              MapStep.Upsample.of(
                  node,
                  upsample,
                  values.of(node.inputs().get(0)),
                  values.storeExactly(group.value())));
      default -> planMap(node, values.inputs(node), values.store(group.value()));
    }
  }

  private void planMap(Node node, List<Tensor> inputs, Tensor to) {
    Tensor from = inputs.get(0);
    switch (node.op()) {
      case Op.Pool pool ->
          steps.add(
              new Step.Pool(
                  new Kernel.Pooling(node.name(), pool, from.shape(), to.shape(), to.stride()),
                  from,
                  to));
      case Op.GlobalAveragePool mean -> steps.add(new Step.Mean(from, to.buffer().orElseThrow()));
      case Op.Activate op ->
          steps.add(new Step.Activate(new Leaf.Elementwise(Epilogue.NONE.with(op)), from, to));
      case Op.Softmax softmax -> steps.add(new Step.Softmax(from, to));
      case Op.Scale scale ->
          steps.add(new Step.Gate(from, inputs.get(1).buffer().orElseThrow(), to));
      case Op.Add add -> planAdd(inputs, to);
      case PRelu prelu -> {
        int slopes = packing.reserve(to.stride());
        steps.add(
            new Step.Rectify(
                new Kernel.Rectifying(node.name(), from.shape(), to.shape(), slopes), from, to));
      }
      default -> steps.add(MapStep.of(node, inputs, to));
    }
  }

  private void planAdd(List<Tensor> inputs, Tensor to) {
    Tensor sum = inputs.get(0);
    for (Tensor input : inputs.subList(1, inputs.size())) {
      steps.add(new Step.Add(sum, input, to));
      sum = to;
    }
  }

  /** {@code stage2.1} of {@code stage2.1.project}. */
  private static String block(Node node) {
    int end = node.name().lastIndexOf('.');
    return end < 0 ? node.name() : node.name().substring(0, end);
  }

  /** The widest row that a depthwise kernel may read beyond the border. */
  private int zeroFloats() {
    return stages.stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.kernels().stream())
        .filter(kernel -> kernel instanceof DepthwiseKernel d && d.rows().isPresent())
        .mapToInt(kernel -> kernel.in().width() * Machine.stored(kernel.in().channels()))
        .max()
        .orElse(0);
  }
}
