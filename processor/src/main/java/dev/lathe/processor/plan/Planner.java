package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Phases;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.fuse.FusedOp;
import dev.lathe.processor.fuse.FusionPlan;
import dev.lathe.processor.fuse.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides, for one machine, how each group of a network is computed and where its tensors live. */
public final class Planner {

  private final Graph graph;
  private final FusionPlan fusion;
  private final Machine machine;
  private final PackedLayout packing = new PackedLayout();
  private final KernelChoice choice;

  /** Tensors that hold the values of nodes. */
  private final Map<Integer, Tensor> values = new HashMap<>();

  private final List<Stage> stages = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private Planner(FusionPlan fusion, Machine machine) {
    this.graph = fusion.graph();
    this.fusion = fusion;
    this.machine = machine;
    this.choice = new KernelChoice(graph, machine, packing);
  }

  /** The plan of a network's groups for a machine. */
  public static KernelPlan plan(FusionPlan fusion, Machine machine) {
    return new Planner(fusion, machine).plan();
  }

  private KernelPlan plan() {
    planInputs();
    for (Group group : fusion.groups()) {
      switch (group) {
        case Group.Single single -> planSingle(single.op());
        case Group.Bottleneck bottleneck -> planBottleneck(bottleneck);
        case Group.Gated gated -> planGated(gated);
        case Group.Plain plain -> planPlain(plain);
      }
      endStage(name(group), graph.nodes().get(group.value()).layer());
      planOutputs(group.value());
    }
    List<List<Buffer>> used =
        stages.stream().flatMap(s -> s.steps().stream()).map(Step::buffers).toList();
    Arena arena = Arena.of(zeroFloats(), used);
    return new KernelPlan(graph, machine, stages, arena, packing.length());
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
      if (output.node() == value) {
        steps.add(new Step.Store(value(value), index));
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

  private void planSingle(FusedOp op) {
    if (op.op() instanceof TransposedConvolution transposed) {
      planPhases(op, new Phases(transposed, shape(op.input())));
    } else {
      planWhole(op, store(op.value()));
    }
  }

  /** All phases of a transposed convolution as one convolution, then their pixels in order. */
  private void planPhases(FusedOp op, Phases phases) {
    Node node = op.node();
    Tensor apart = Tensor.inArena(node.name() + "_phases", phases.grid());
    Node convolution =
        new Node(
            node.name(),
            node.layer(),
            node.role(),
            phases.convolution(),
            node.inputs(),
            phases.grid());
    planWhole(
        new FusedOp(convolution, op.input(), op.epilogue(), OptionalInt.empty(), op.value()),
        apart);
    steps.add(new MapStep.Interleave(node.name(), phases, apart, store(op.value())));
  }

  private void planWhole(FusedOp op, Tensor to) {
    Tensor from = value(op.input());
    Optional<Tensor> residual = residual(op);
    switch (choice.of(op, from)) {
      case Kernel.Pointwise kernel ->
          steps.add(new Step.Pointwise(kernel, from, to, residual, Optional.empty()));
      case Kernel.Convolution kernel -> steps.add(new Step.Convolve(kernel, from, to, residual));
      case Kernel.Depthwise kernel ->
          steps.add(new Step.Depthwise(kernel, from, to, Optional.empty()));
      case Kernel.Dense kernel -> steps.add(new Step.Dense(kernel, buffer(from), buffer(to)));
    }
  }

  private void planBottleneck(Group.Bottleneck group) {
    String name = block(group.projection().node());
    FusedOp depthwise = group.depthwise();
    Shape in = shape(depthwise.input());
    Shape out = shape(depthwise.value());
    boolean excited = group.excitation().isPresent();
    boolean slides = choice.slides(depthwise);
    boolean feeds = group.producer().isPresent() && slides && !machine.keeps(in);
    boolean drains = !excited && !machine.keeps(out);
    Split split = feeds || drains ? Split.PIXELS : choice.depthwiseSplit(depthwise);
    Kernel.Depthwise filter = choice.depthwise(depthwise, excited, split);
    if (group.producer().isPresent() && !feeds) {
      planSingle(group.producer().get());
    }
    Optional<FusedOp> producer = group.producer().filter(op -> feeds);
    Tensor from = value(producer.orElse(depthwise).input());
    Optional<Kernel.Weighing> feeding = producer.map(op -> choice.ofRows(op, from));
    Optional<Tensor> sums = excited ? Optional.of(rowSums(name, out)) : Optional.empty();
    Optional<Buffer> pool = sums.flatMap(Tensor::buffer);
    Optional<Kernel.Pointwise> projection =
        drains ? Optional.of(choice.pointwise(group.projection(), Split.PIXELS)) : Optional.empty();
    Tensor to = store(drains ? group.projection().value() : depthwise.value());
    if (feeds || drains) {
      Rings rings = Rings.of(machine, filter, feeds, drains);
      steps.add(
          new Step.Ring(
              feeding,
              filter,
              projection,
              from,
              to,
              drains ? residual(group.projection()) : Optional.empty(),
              rings.rows(),
              rings.ringRows(),
              rings.shift(),
              rings.ring(name),
              rings.band(name),
              pool));
    } else {
      steps.add(new Step.Depthwise(filter, from, to, pool));
    }
    if (!drains) {
      planProjection(name, group, to, sums);
    }
  }

  private void planProjection(
      String name, Group.Bottleneck group, Tensor features, Optional<Tensor> sums) {
    FusedOp op = group.projection();
    Kernel.Pointwise kernel = choice.pointwise(op, choice.split(op));
    Optional<Buffer> folded = Optional.empty();
    if (group.excitation().isPresent()) {
      Shape shape = features.shape();
      Buffer pool = new Buffer(name + "_pool", Machine.stored(shape.channels()));
      steps.add(new Step.Mean(sums.orElseThrow(), pool));
      // The mean over rows of sums over columns.
      float scale = 1f / shape.width();
      Buffer gate = planExcitation(name, group.excitation().get(), pool, scale);
      // Scaling weights costs in × out, scaling activations pixels × in.
      if (shape.pixels() > kernel.out().channels()) {
        int floats =
            Math.multiplyExact(2 + shape.channels(), Machine.stored(kernel.out().channels()))
                + Panels.MOST_SPLITS * Machine.CHANNEL_STEP;
        folded = Optional.of(new Buffer(name + "_folded", floats));
        steps.add(new Step.Fold(kernel, gate, folded.get()));
      } else {
        steps.add(new Step.Gate(features, gate, features));
      }
    }
    steps.add(new Step.Pointwise(kernel, features, store(op.value()), residual(op), folded));
  }

  /** One row's sums after the other, so that they add up the same however rows are divided. */
  private static Tensor rowSums(String name, Shape features) {
    return Tensor.inArena(name + "_sums", new Shape(features.height(), 1, features.channels()));
  }

  /** Adds both dense layers and returns the gate. */
  private Buffer planExcitation(
      String name, Group.Excitation excitation, Buffer pool, float scale) {
    FusedOp squeeze = excitation.squeeze();
    FusedOp excite = excitation.excite();
    Buffer squeezed =
        new Buffer(name + "_squeezed", Machine.stored(shape(squeeze.value()).channels()));
    Buffer gate = new Buffer(name + "_gate", Machine.stored(shape(excite.value()).channels()));
    steps.add(new Step.Dense(choice.dense(squeeze, scale), pool, squeezed));
    steps.add(new Step.Dense(choice.dense(excite, 1f), squeezed, gate));
    return gate;
  }

  private void planGated(Group.Gated group) {
    Tensor features = value(group.features());
    String name = block(graph.nodes().get(group.value()));
    Buffer pool = new Buffer(name + "_pool", Machine.stored(features.shape().channels()));
    steps.add(new Step.Mean(features, pool));
    Buffer gate = planExcitation(name, group.excitation(), pool, 1f);
    steps.add(new Step.Gate(features, gate, store(group.value())));
  }

  private void planPlain(Group.Plain group) {
    Node node = group.node();
    Tensor from = value(node.inputs().get(0));
    Tensor to = store(group.value());
    switch (node.op()) {
      case Op.Pool pool ->
          steps.add(
              new Step.Pool(
                  new Kernel.Pooling(node.name(), pool, from.shape(), to.shape()), from, to));
      case Op.GlobalAveragePool mean -> steps.add(new Step.Mean(from, buffer(to)));
      case Op.Activate op ->
          steps.add(new Step.Activate(new Leaf.Elementwise(Epilogue.NONE.with(op)), from, to));
      case Op.Softmax softmax -> steps.add(new Step.Softmax(from, to));
      case Op.Scale scale ->
          steps.add(new Step.Gate(from, buffer(value(node.inputs().get(1))), to));
      case Op.Add add -> planAdd(node, to);
      case PRelu prelu -> {
        int slopes = packing.reserve(to.stride());
        steps.add(
            new Step.Rectify(
                new Kernel.Rectifying(node.name(), from.shape(), to.shape(), slopes), from, to));
      }
      default -> steps.add(MapStep.of(node, values(node), to));
    }
  }

  private List<Tensor> values(Node node) {
    return node.inputs().stream().map(this::value).toList();
  }

  private void planAdd(Node node, Tensor to) {
    Tensor sum = value(node.inputs().get(0));
    for (int input : node.inputs().subList(1, node.inputs().size())) {
      steps.add(new Step.Add(sum, value(input), to));
      sum = to;
    }
  }

  private Tensor value(int node) {
    return values.get(node);
  }

  private Optional<Tensor> residual(FusedOp op) {
    return op.residual().isPresent()
        ? Optional.of(value(op.residual().getAsInt()))
        : Optional.empty();
  }

  /** The tensor that is going to hold a node's value. */
  private Tensor store(int node) {
    return values.computeIfAbsent(node, n -> Tensor.inArena(graph.nodes().get(n).name(), shape(n)));
  }

  private Shape shape(int node) {
    return graph.nodes().get(node).output();
  }

  private static Buffer buffer(Tensor tensor) {
    return tensor.buffer().orElseThrow();
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
        .filter(kernel -> kernel instanceof Kernel.Depthwise d && d.carry().isPresent())
        .mapToInt(kernel -> kernel.in().width() * Machine.stored(kernel.in().channels()))
        .max()
        .orElse(0);
  }
}
