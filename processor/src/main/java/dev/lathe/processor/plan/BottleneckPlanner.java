package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.processor.fuse.FusedOp;
import dev.lathe.processor.fuse.Group;
import java.util.List;
import java.util.Optional;

/** Decides how inverted bottlenecks and squeeze-excite are computed. */
final class BottleneckPlanner {

  private final Machine machine;
  private final KernelChoice choice;
  private final Values values;
  private final List<Step> steps;
  private final SinglePlanner singles;

  /** A planner that adds to some steps. */
  BottleneckPlanner(
      Machine machine,
      KernelChoice choice,
      Values values,
      List<Step> steps,
      SinglePlanner singles) {
    this.machine = machine;
    this.choice = choice;
    this.values = values;
    this.steps = steps;
    this.singles = singles;
  }

  /** Adds the steps of a block. */
  void plan(Group.Bottleneck group, String name) {
    FusedOp depthwise = group.depthwise();
    Shape in = values.shape(depthwise.input());
    Shape out = values.shape(depthwise.value());
    boolean excited = group.excitation().isPresent();
    boolean slides = choice.slides(depthwise);
    boolean feeds = group.producer().isPresent() && slides && !machine.keeps(in);
    boolean drains = !excited && !machine.keeps(out);
    DepthwiseKernel filter = choice.depthwise(depthwise, Machine.stored(out.channels()), excited);
    if (group.producer().isPresent() && !feeds) {
      singles.plan(group.producer().get());
    }
    Optional<FusedOp> producer = group.producer().filter(op -> feeds);
    Tensor from = values.of(producer.orElse(depthwise).input());
    Optional<Kernel.Weighing> feeding = producer.map(op -> choice.ofRows(op, from));
    Optional<Tensor> sums = excited ? Optional.of(rowSums(name, out)) : Optional.empty();
    Optional<Buffer> pool = sums.flatMap(Tensor::buffer);
    Tensor to = values.store(drains ? group.projection().value() : depthwise.value());
    Optional<Kernel.Pointwise> projection =
        drains
            ? Optional.of(
                choice.pointwise(
                    group.projection(), Split.PIXELS, Machine.stored(out.channels()), to.stride()))
            : Optional.empty();
    if (feeds || drains) {
      Rings rings = Rings.of(machine, filter, feeds, drains);
      steps.add(
          new RingStep(
              feeding,
              filter,
              projection,
              from,
              to,
              drains ? values.residual(group.projection()) : Optional.empty(),
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
    Tensor to = values.store(op.value());
    Kernel.Pointwise kernel =
        choice.pointwise(op, choice.split(op), features.stride(), to.stride());
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
    steps.add(new Step.Pointwise(kernel, features, to, values.residual(op), folded));
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
        new Buffer(name + "_squeezed", Machine.stored(values.shape(squeeze.value()).channels()));
    Buffer gate =
        new Buffer(name + "_gate", Machine.stored(values.shape(excite.value()).channels()));
    steps.add(new Step.Dense(choice.dense(squeeze, scale), pool, squeezed));
    steps.add(new Step.Dense(choice.dense(excite, 1f), squeezed, gate));
    return gate;
  }

  /** Adds the steps of squeeze-excite on its own. */
  void plan(Group.Gated group, String name) {
    Tensor features = values.of(group.features());
    Buffer pool = new Buffer(name + "_pool", Machine.stored(features.shape().channels()));
    steps.add(new Step.Mean(features, pool));
    Buffer gate = planExcitation(name, group.excitation(), pool, 1f);
    steps.add(new Step.Gate(features, gate, values.store(group.value())));
  }
}
