package dev.lathe.weights;

import dev.lathe.Naming.Part;
import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A layer of the network that needs weights.
 *
 * @param op the node's
 * @param input the shape it reads
 */
record Target(Node node, Op.Learned op, Shape input) {

  /** The layers of a network that need weights, in its order. */
  static List<Target> of(Graph graph) {
    return graph.nodes().stream()
        .flatMap(
            node ->
                node.op() instanceof Op.Learned op
                    ? Stream.of(new Target(node, op, graph.inputShapes(node).get(0)))
                    : Stream.empty())
        .toList();
  }

  /** The tensors it declares. */
  Set<Part> parts() {
    Set<Part> parts = EnumSet.of(Part.WEIGHT);
    if (op.bias()) {
      parts.add(Part.BIAS);
    }
    if (op.norm().isPresent()) {
      parts.addAll(EnumSet.of(Part.GAMMA, Part.BETA, Part.MEAN, Part.VARIANCE));
    }
    return parts;
  }

  /** The shape of a part as Lathe names it. */
  List<Long> shape(Part part) {
    if (part != Part.WEIGHT) {
      return List.of((long) op.out());
    } else if (op instanceof Op.Dense dense) {
      return List.of((long) dense.out(), (long) dense.in());
    }
    return op.weightShape().stream().map(Integer::longValue).toList();
  }

  /**
   * Whether a tensor of a shape holds a part. A dense layer may be stored as the convolution that
   * spans its input, and a 1×1 convolution as a dense layer: the elements are the same.
   */
  boolean fits(Part part, List<Long> shape) {
    if (shape.equals(shape(part))) {
      return true;
    } else if (part != Part.WEIGHT) {
      return false;
    }
    return op instanceof Op.Weighted weighted ? fits(weighted, shape) : fits((PRelu) op, shape);
  }

  private boolean fits(Op.Weighted weighted, List<Long> shape) {
    long out = weighted.out();
    long in = weighted.in() / weighted.groups();
    if (weighted instanceof Op.Dense) {
      return shape.equals(List.of(out, in, 1L, 1L))
          || shape.equals(
              List.of(out, (long) input.channels(), (long) input.height(), (long) input.width()));
    }
    return weighted instanceof Op.Convolution
        && weighted.window().taps() == 1
        && shape.equals(List.of(out, in));
  }

  /** ONNX has slopes as (channels, 1, 1), so that they spread over the pixels. */
  private static boolean fits(PRelu op, List<Long> shape) {
    return shape.equals(List.of((long) op.weightShape().get(0), 1L, 1L));
  }

  /** Whether it filters each channel by itself. */
  boolean isDepthwise() {
    return op instanceof Op.Convolution convolution && convolution.isDepthwise();
  }
}
