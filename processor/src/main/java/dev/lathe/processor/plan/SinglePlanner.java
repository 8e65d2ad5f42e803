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

  private final KernelChoice choice;
  private final Values values;
  private final List<Step> steps;

  /** A planner that adds to some steps. */
  SinglePlanner(KernelChoice choice, Values values, List<Step> steps) {
    this.choice = choice;
    this.values = values;
    this.steps = steps;
  }

  /** Adds the steps of an op. */
  void plan(FusedOp op) {
    if (op.op() instanceof TransposedConvolution transposed) {
      planPhases(op, new Phases(transposed, values.shape(op.input())));
    } else {
      planWhole(op, values.store(op.value()));
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
    steps.add(new MapStep.Interleave(node.name(), phases, apart, values.store(op.value())));
  }

  private void planWhole(FusedOp op, Tensor to) {
    Tensor from = values.of(op.input());
    Optional<Tensor> residual = values.residual(op);
    switch (choice.of(op, from)) {
      case Kernel.Pointwise kernel ->
          steps.add(new Step.Pointwise(kernel, from, to, residual, Optional.empty()));
      case ConvolutionKernel kernel -> planConvolution(kernel, from, to, residual);
      case Kernel.Depthwise kernel ->
          steps.add(new Step.Depthwise(kernel, from, to, Optional.empty()));
      case Kernel.Dense kernel ->
          steps.add(new Step.Dense(kernel, from.buffer().orElseThrow(), to.buffer().orElseThrow()));
    }
  }

  private void planConvolution(
      ConvolutionKernel kernel, Tensor from, Tensor to, Optional<Tensor> residual) {
    if (from.buffer().isEmpty() || !kernel.gainsByColumns()) {
      steps.add(new Step.Convolve(kernel, from, to, residual));
      return;
    }
    Pad columns = kernel.columns();
    Shape wider = columns.outputShape(List.of(from.shape()));
    Tensor padded = Tensor.inArena(kernel.name() + "_padded", wider);
    steps.add(new MapStep.Pad(kernel.name(), columns, from, padded));
    steps.add(new Step.Convolve(kernel.over(wider), padded, to, residual));
  }
}
