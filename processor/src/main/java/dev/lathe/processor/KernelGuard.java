package dev.lathe.processor;

import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Rejects networks that the planner cannot plan yet. To be deleted with {@link Code#NoKernel} and
 * the {@code no kernel} branches of Planner, EpilogueText and Constant once it can.
 */
final class KernelGuard {

  private KernelGuard() {}

  static Outcome<ShapedNetwork> check(ShapedNetwork network) {
    Graph graph = network.graph();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (!hasKernel(node.op()) || (i > 0 && node.op() instanceof Op.Input)) {
        problems.add(
            Problem.error(
                Code.NoKernel,
                network.origins().get(i).annotation(),
                "\"%s\" needs a kernel that Lathe does not have yet: %s",
                node.layer(),
                node.op()));
      }
    }
    if (graph.outputs().size() > 1 || graph.outputs().get(0).node() < graph.nodes().size() - 1) {
      problems.add(
          Problem.error(
              Code.NoKernel,
              network.declaration().origins().annotation(),
              "%s returns %s; only the last layer's value can be returned yet",
              network.declaration().name().simpleName(),
              graph.outputs()));
    }
    return Outcome.of(network, problems);
  }

  private static boolean hasKernel(Op op) {
    return switch (op) {
      case TransposedConvolution transposed -> false;
      case Op.Activate activate ->
          switch (activate.activation()) {
            case NONE, RELU, RELU6, HARD_SWISH, SILU, SIGMOID, HARD_SIGMOID -> true;
            case LEAKY_RELU, PRELU, ELU, GELU, TANH -> false;
          };
      case Op.Input input -> true;
      case Op.Weighted weighted -> true;
      case Op.Pool pool -> true;
      case Op.GlobalAveragePool pool -> true;
      case Op.Add add -> true;
      case Op.Scale scale -> true;
      case Op.Softmax softmax -> true;
      default -> false;
    };
  }
}
