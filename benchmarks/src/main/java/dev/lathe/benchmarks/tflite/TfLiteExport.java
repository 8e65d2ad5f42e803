package dev.lathe.benchmarks.tflite;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as a TensorFlow Lite model, as TensorFlow's converter would: batch norms folded,
 * ReLU and ReLU6 fused into the operator before them, squeeze-excite as 1×1 convolutions, padding
 * that is not TensorFlow's own as an operator (which XNNPACK folds into the convolution).
 */
public final class TfLiteExport {

  private final Parameters parameters;
  private final Graph graph;
  private final FlatModel model = new FlatModel();
  private final Map<Node, Integer> values = new HashMap<>();

  private TfLiteExport(Parameters parameters) {
    this.parameters = parameters;
    this.graph = parameters.graph();
  }

  /**
   * Writes a model file, replacing one that exists.
   *
   * @throws IllegalArgumentException if the network has an average over windows, a padded maximum
   *     of values that may be negative, or a dense layer over several pixels, which no measured
   *     network has
   */
  public static void write(Parameters parameters, Path file) throws IOException {
    Files.write(file, new TfLiteExport(parameters).bytes());
  }

  private byte[] bytes() {
    List<Node> nodes = graph.nodes();
    for (Node node : nodes) {
      values.put(node, write(node));
    }
    int input = values.get(nodes.get(0));
    int output = values.get(nodes.get(nodes.size() - 1));
    return model.finish(graph.name(), input, output);
  }

  /** Adds a node's operators and returns the tensor of its value. */
  private int write(Node node) {
    Op op = node.op();
    if (op instanceof Op.Input) {
      return value(node);
    } else if (op instanceof Op.Convolution convolution) {
      return convolution(node, convolution);
    } else if (op instanceof Op.Dense dense) {
      return dense(node, dense);
    } else if (op instanceof Op.Activate activate) {
      return activate(node, activate);
    } else if (op instanceof Op.GlobalAveragePool) {
      int axes = model.constant(node.name() + ".axes", new int[] {1, 2}, 2);
      return result(node, Operator.MEAN, new Options.Reduce(), input(node, 0), axes);
    } else if (op instanceof Op.Pool pool && pool.kind() == Op.Pool.Kind.MAX && !pool.ceil()) {
      return maxPool(node, pool);
    } else if (op instanceof Op.Add && node.inputs().size() == 2) {
      Options options = new Options.Add(fused(node));
      return result(node, Operator.ADD, options, input(node, 0), input(node, 1));
    } else if (op instanceof Op.Scale) {
      return result(node, Operator.MUL, new Options.Mul(), input(node, 0), input(node, 1));
    } else if (op instanceof Op.Softmax) {
      return result(node, Operator.SOFTMAX, new Options.Softmax(), input(node, 0));
    }
    throw new IllegalArgumentException(
        "[TfLiteExport] " + node.name() + " is a " + op + ", which is not written");
  }

  private int convolution(Node node, Op.Convolution op) {
    Shape in = graph.inputShapes(node).get(0);
    Window window = op.window();
    Pads pads = window.pads(in);
    Options.Border border = border(window, in);
    int input = padded(node, border, in, pads);
    Parameter parameter = parameters.of(node.name()).folded();
    int height = window.kernel().height();
    int width = window.kernel().width();
    int perGroup = op.in() / op.groups();
    int bias = model.constant(node.name() + ".bias", parameter.bias(), op.out());
    if (op.isDepthwise()) {
      float[] taps = transposed(parameter.weights(), op.out(), window.taps());
      int weight = model.constant(node.name() + ".weight", taps, 1, height, width, op.out());
      Options options =
          new Options.DepthwiseConv2d(border, window, op.out() / op.in(), fused(node));
      return result(node, Operator.DEPTHWISE_CONV_2D, options, input, weight, bias);
    }
    float[] taps = channelsLast(parameter.weights(), op.out(), perGroup, window.taps());
    int weight = model.constant(node.name() + ".weight", taps, op.out(), height, width, perGroup);
    Options options = new Options.Conv2d(border, window, fused(node));
    return result(node, Operator.CONV_2D, options, input, weight, bias);
  }

  /** The largest value of each window; padding is 0, and wins only against negative values. */
  private int maxPool(Node node, Op.Pool op) {
    Shape in = graph.inputShapes(node).get(0);
    Pads pads = op.window().pads(in);
    Options.Border border = border(op.window(), in);
    if (border == Options.Border.VALID && !pads.equals(Pads.NONE) && !isRectified(node)) {
      throw new IllegalArgumentException(
          "[TfLiteExport] "
              + node.name()
              + " pads "
              + pads
              + " around values that may be negative, which is not written");
    }
    Options options = new Options.Pool2d(border, op.window());
    return result(node, Operator.MAX_POOL_2D, options, padded(node, border, in, pads));
  }

  private boolean isRectified(Node node) {
    Op before = graph.nodes().get(node.inputs().get(0)).op();
    return before instanceof Op.Activate activate
        && (activate.activation() == Activation.RELU || activate.activation() == Activation.RELU6);
  }

  /** TensorFlow's own padding where a window has it; other padding is an operator. */
  private static Options.Border border(Window window, Shape in) {
    Pads pads = window.pads(in);
    return !pads.equals(Pads.NONE) && pads.equals(new Padding.SameUpper().pads(window, in))
        ? Options.Border.SAME
        : Options.Border.VALID;
  }

  private int padded(Node node, Options.Border border, Shape in, Pads pads) {
    int input = input(node, 0);
    if (border == Options.Border.SAME || pads.equals(Pads.NONE)) {
      return input;
    }
    int[] amounts = {0, 0, pads.top(), pads.bottom(), pads.left(), pads.right(), 0, 0};
    int amountTensor = model.constant(node.name() + ".pads", amounts, 4, 2);
    int output =
        model.value(
            node.name() + ".padded",
            1,
            in.height() + pads.top() + pads.bottom(),
            in.width() + pads.left() + pads.right(),
            in.channels());
    model.operator(Operator.PAD, Options.NONE, output, input, amountTensor);
    return output;
  }

  private int dense(Node node, Op.Dense op) {
    if (graph.inputShapes(node).get(0).pixels() != 1) {
      throw new IllegalArgumentException(
          "[TfLiteExport] " + node.name() + " flattens pixels, which is not written");
    }
    Parameter parameter = parameters.of(node.name());
    int bias = model.constant(node.name() + ".bias", parameter.bias(), op.out());
    return switch (node.role()) {
      case SQUEEZE, EXCITE -> {
        int weight =
            model.constant(node.name() + ".weight", parameter.weights(), op.out(), 1, 1, op.in());
        Options options = new Options.Conv2d(Options.Border.VALID, op.window(), fused(node));
        yield result(node, Operator.CONV_2D, options, input(node, 0), weight, bias);
      }
      default -> {
        int weight =
            model.constant(node.name() + ".weight", parameter.weights(), op.out(), op.in());
        Options options = new Options.FullyConnected(fused(node));
        yield result(node, Operator.FULLY_CONNECTED, options, input(node, 0), weight, bias);
      }
    };
  }

  private int activate(Node node, Op.Activate op) {
    Node before = graph.nodes().get(node.inputs().get(0));
    int input = values.get(before);
    if (op.activation() == Activation.NONE || fused(before) != Options.Fused.NONE) {
      return input;
    }
    return switch (op.activation()) {
      case NONE -> input;
      case RELU -> result(node, Operator.RELU, Options.NONE, input);
      case RELU6 -> result(node, Operator.RELU6, Options.NONE, input);
      case HARD_SWISH -> result(node, Operator.HARD_SWISH, Options.NONE, input);
      case SIGMOID -> result(node, Operator.LOGISTIC, Options.NONE, input);
      case SILU -> {
        int sigmoid = intermediate(node, "sigmoid");
        model.operator(Operator.LOGISTIC, Options.NONE, sigmoid, input);
        yield result(node, Operator.MUL, new Options.Mul(), input, sigmoid);
      }
      case HARD_SIGMOID -> hardSigmoid(node, op.slope(), input);
      case LEAKY_RELU, PRELU, ELU, GELU, TANH ->
          throw new IllegalArgumentException(node.name() + ": no TensorFlow Lite op for " + op);
    };
  }

  /** ReLU6(6·slope·x + 3) / 6. */
  private int hardSigmoid(Node node, float slope, int input) {
    int steep = input;
    if (slope != Op.Activate.DEFAULT_SLOPE) {
      steep = intermediate(node, "steep");
      int factor = model.constant(node.name() + ".slope", new float[] {6 * slope}, 1);
      model.operator(Operator.MUL, new Options.Mul(), steep, input, factor);
    }
    int clipped = intermediate(node, "clipped");
    int three = model.constant(node.name() + ".three", new float[] {3}, 1);
    model.operator(Operator.ADD, new Options.Add(Options.Fused.RELU6), clipped, steep, three);
    int sixth = model.constant(node.name() + ".sixth", new float[] {1f / 6}, 1);
    return result(node, Operator.MUL, new Options.Mul(), clipped, sixth);
  }

  /** The activation that a node's operator computes, its only reader's if that can be fused. */
  private Options.Fused fused(Node node) {
    int index = graph.nodes().indexOf(node);
    List<Node> readers =
        graph.nodes().stream().filter(reader -> reader.inputs().contains(index)).toList();
    if ((node.op() instanceof Op.Weighted || node.op() instanceof Op.Add)
        && readers.size() == 1
        && readers.get(0).op() instanceof Op.Activate activate) {
      return switch (activate.activation()) {
        case RELU -> Options.Fused.RELU;
        case RELU6 -> Options.Fused.RELU6;
        default -> Options.Fused.NONE;
      };
    }
    return Options.Fused.NONE;
  }

  private int result(Node node, Operator operator, Options options, int... inputs) {
    int output = value(node);
    model.operator(operator, options, output, inputs);
    return output;
  }

  private int value(Node node) {
    return tensor(node.name(), node.output());
  }

  private int intermediate(Node node, String suffix) {
    return tensor(node.name() + "." + suffix, node.output());
  }

  private int tensor(String name, Shape shape) {
    return model.value(name, 1, shape.height(), shape.width(), shape.channels());
  }

  private int input(Node node, int index) {
    return values.get(graph.nodes().get(node.inputs().get(index)));
  }

  /** (out, in, taps) as (out, taps, in). */
  private static float[] channelsLast(float[] weights, int out, int in, int taps) {
    float[] result = new float[weights.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int tap = 0; tap < taps; tap++) {
          result[(o * taps + tap) * in + i] = weights[(o * in + i) * taps + tap];
        }
      }
    }
    return result;
  }

  /** (out, taps) as (taps, out). */
  private static float[] transposed(float[] weights, int out, int taps) {
    return channelsLast(weights, 1, out, taps);
  }
}
