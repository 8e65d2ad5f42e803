package dev.lathe.oracle;

import dev.lathe.Tensor;
import dev.lathe.Weights;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.runtime.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random weights for a network, the same for the same seed, with batch norms that do something:
 * gamma and variance in 0.5..1.5, beta and mean in ±0.3. Weights are scaled by what reaches each op
 * (after He et al. 2015), so that activations keep their size through any depth.
 */
public final class SeededWeights {

  private SeededWeights() {}

  /** The tensors of a network under Lathe's own names, for {@code Weights.of}. */
  public static Map<String, Tensor> of(Graph graph, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    double[] power = new double[graph.nodes().size()];
    for (int n = 0; n < power.length; n++) {
      Node node = graph.nodes().get(n);
      power[n] = power(node, power);
      if (node.op() instanceof PRelu op) {
        put(
            tensors,
            seed,
            node.name() + ".weight",
            op.weightShape(),
            random -> between(random, 0.1, 0.4));
      } else if (node.op() instanceof Op.Weighted op) {
        int fanIn = op.in() / op.groups() * op.window().taps();
        double deviation = Math.sqrt(1 / (fanIn * power[node.inputs().get(0)]));
        String name = node.name();
        put(
            tensors,
            seed,
            name + ".weight",
            weightShape(op),
            random -> deviation * random.nextGaussian());
        if (op.bias()) {
          put(
              tensors,
              seed,
              name + ".bias",
              List.of(op.out()),
              random -> between(random, -0.3, 0.3));
        }
        if (op.norm().isPresent()) {
          List<Integer> shape = List.of(op.out());
          put(tensors, seed, name + ".norm.weight", shape, random -> between(random, 0.5, 1.5));
          put(tensors, seed, name + ".norm.bias", shape, random -> between(random, -0.3, 0.3));
          put(
              tensors,
              seed,
              name + ".norm.running_mean",
              shape,
              random -> between(random, -0.3, 0.3));
          put(
              tensors,
              seed,
              name + ".norm.running_var",
              shape,
              random -> between(random, 0.5, 1.5));
        }
      }
    }
    return tensors;
  }

  /** The same weights, bound to the network. */
  public static Parameters bound(Graph graph, long seed) {
    return Weights.of(of(graph, seed)).named((node, part) -> Optional.empty()).bind(graph);
  }

  /** An input in ±1 for a network of one input, H×W×C. */
  public static float[] input(Graph graph, long seed) {
    return inputs(graph, seed)[0];
  }

  /** An array in ±1 for each input of a network, H×W×C. */
  public static float[][] inputs(Graph graph, long seed) {
    Random random = new Random(seed);
    return graph.inputs().stream()
        .map(
            node -> {
              float[] input = new float[node.output().elements()];
              for (int i = 0; i < input.length; i++) {
                input[i] = random.nextFloat() * 2 - 1;
              }
              return input;
            })
        .toArray(float[][]::new);
  }

  /** The shape in a checkpoint. */
  private static List<Integer> weightShape(Op.Weighted op) {
    return op instanceof Op.Dense ? List.of(op.out(), op.in()) : op.weightShape();
  }

  /** The rough mean square of a node's values, given that of the nodes before it. */
  private static double power(Node node, double[] power) {
    Op op = node.op();
    if (op instanceof Op.Input) {
      return 1 / 3.0;
    } else if (op instanceof Op.Weighted weighted) {
      // E[gamma²] E[1/variance] (1 + mean²) + beta² of the ranges above.
      return weighted.norm().isPresent() ? 1.26 : 1.03;
    }
    double before = power[node.inputs().get(0)];
    if (op instanceof Op.Activate activate) {
      return switch (activate.activation()) {
        case NONE -> before;
        case RELU, RELU6 -> before / 2;
        case HARD_SWISH, SILU -> before * 0.35;
        case LEAKY_RELU, GELU -> before / 2;
        case ELU, TANH, PRELU -> before * 0.6;
        case SIGMOID, HARD_SIGMOID -> 0.3;
      };
    } else if (op instanceof Op.Add) {
      return node.inputs().stream().mapToDouble(input -> power[input]).sum();
    } else if (op instanceof Op.Scale || op instanceof Multiply) {
      return before * power[node.inputs().get(1)];
    } else if (op instanceof Concat) {
      return node.inputs().stream().mapToDouble(input -> power[input]).average().orElseThrow();
    } else if (op instanceof Op.GlobalAveragePool || op instanceof ChannelPool) {
      return before / 3; // the mean survives, the rest averages out
    }
    return before;
  }

  private interface Element {
    double next(Random random);
  }

  /**
   * A tensor whose elements depend on the seed and its name alone, whatever else the network has.
   */
  private static void put(
      Map<String, Tensor> tensors, long seed, String name, List<Integer> shape, Element element) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L ^ name.hashCode());
    float[] data =
        new float[shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) element.next(random);
    }
    tensors.put(name, new Tensor(shape, data));
  }

  private static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
