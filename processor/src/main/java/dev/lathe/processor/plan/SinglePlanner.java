package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Node;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Phases;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.processor.fuse.FusedOp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides how a convolution or dense layer on its own is computed. */
final class SinglePlanner {

  private final Machine machine;
  private final KernelChoice choice;
  private final Values values;
  private final List<Step> steps;

  /** A planner that adds to some steps. */
  SinglePlanner(Machine machine, KernelChoice choice, Values values, List<Step> steps) {
    this.machine = machine;
    this.choice = choice;
    this.values = values;
    this.steps = steps;
  }

  /** Adds the steps of an op. */
  void plan(FusedOp op) {
    if (op.op() instanceof TransposedConvolution transposed) {
      planPhases(op, new Phases(transposed, values.shape(op.input())));
    } else {
      if (choice.addsInPlace(op) && values.isSpentBy(op)) {
        values.put(op.value(), values.residual(op).orElseThrow());
      }
      planWhole(op, values.store(op.value()));
    }
  }

  /**
   * All phases of a transposed convolution as one convolution, then their pixels in order: some
   * rows at a time, unless all of them stay in the cache.
   */
  private void planPhases(FusedOp op, Phases phases) {
    Node node = op.node();
    Tensor to = values.storeExactly(op.value());
    Node convolution =
        new Node(
            node.name(),
            node.layer(),
            node.role(),
            phases.convolution(),
            node.inputs(),
            phases.grid());
    FusedOp all =
        new FusedOp(convolution, op.input(), op.epilogue(), OptionalInt.empty(), op.value());
    if (machine.keeps(phases.grid())) {
      Tensor apart = Tensor.inArena(node.name() + "_phases", phases.grid());
      planWhole(all, apart);
      steps.add(new MapStep.Interleave(node.name(), phases, apart, to));
    } else {
      Tensor from = values.of(op.input());
      Kernel.Weighing kernel = choice.ofRows(all, from);
      int rowFloats = phases.grid().width() * Machine.stored(phases.grid().channels());
      int rows = machine.rowsOf(rowFloats, phases.grid().height());
      Buffer band = Buffer.perThread(node.name() + "_band", Math.multiplyExact(rows, rowFloats));
      steps.add(new MapStep.Transpose(kernel, phases, from, rows, band, to));
    }
  }

  private void planWhole(FusedOp op, Tensor to) {
    Tensor from = values.of(op.input());
    Optional<Tensor> residual = values.residual(op);
    if (choice.samples(op, from)) {
      planSampled(op, from, to, residual);
      return;
    }
    switch (choice.of(op, from, to, residual.equals(Optional.of(to)))) {
      case Kernel.Pointwise kernel ->
          steps.add(new Step.Pointwise(kernel, from, to, residual, Optional.empty()));
      case ConvolutionKernel kernel -> planConvolution(kernel, from, to, residual);
      case Im2ColKernel kernel -> steps.add(new Step.Im2Col(kernel, from, to, residual));
      case WinogradKernel kernel -> planWinograd(kernel, from, to, residual);
      case DepthwiseKernel kernel ->
          steps.add(new Step.Depthwise(kernel, from, to, Optional.empty()));
      case Kernel.Dense kernel ->
          steps.add(new Step.Dense(kernel, from.buffer().orElseThrow(), to.buffer().orElseThrow()));
    }
  }

  /** Copies the pixels that a convolution reads, and multiplies them. */
  private void planSampled(FusedOp op, Tensor from, Tensor to, Optional<Tensor> residual) {
    Shape shape = to.shape().withChannels(from.shape().channels());
    Tensor pixels = Tensor.inArena(op.node().name() + "_sampled", shape);
    steps.add(new MapStep.Sample(op.op().window().stride(), from, pixels));
    Kernel.Pointwise kernel = choice.sampled(op, pixels, to);
    steps.add(new Step.Pointwise(kernel, pixels, to, residual, Optional.empty()));
  }

  private void planConvolution(
      ConvolutionKernel kernel, Tensor from, Tensor to, Optional<Tensor> residual) {
    boolean copies = from.isPadded() || from.place() instanceof Tensor.Place.Input;
    if (!copies || !kernel.gainsByColumns()) {
      steps.add(new Step.Convolve(kernel, from, to, residual));
      return;
    }
    Tensor padded = planBorder(kernel.name(), kernel.columns(), from);
    steps.add(new Step.Convolve(kernel.over(padded.shape()), padded, to, residual));
  }

  private void planWinograd(
      WinogradKernel kernel, Tensor from, Tensor to, Optional<Tensor> residual) {
    Tensor padded = planBorder(kernel.name(), kernel.border(), from);
    Buffer positions = kernel.positions();
    Optional<Tensor> patches = Optional.of(padded);
    if (kernel.split() == Split.CHANNELS) {
      steps.add(new WinogradStep.Patches(kernel, padded, positions));
      patches = Optional.empty();
    }
    steps.add(new WinogradStep.Products(kernel, patches, to, residual, positions, kernel.sums()));
  }

  /** Adds the copy of a map that has a border. */
  private Tensor planBorder(String name, Pad border, Tensor from) {
    Shape wider = border.outputShape(List.of(from.shape()));
    Tensor padded = from.copyInArena(name + "_padded", wider);
    steps.add(new MapStep.Pad(name, border, from, padded));
    return padded;
  }
}
