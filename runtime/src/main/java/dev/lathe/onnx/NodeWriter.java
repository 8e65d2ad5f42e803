package dev.lathe.onnx;

import static dev.lathe.onnx.OnnxNodes.number;
import static dev.lathe.onnx.OnnxNodes.pair;
import static dev.lathe.onnx.OnnxNodes.real;

import dev.lathe.Shape;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells Lathe's ops in ONNX. Every value keeps four extents, 1×C×H×W. A node's value is named
 * after the node with {@code :0} behind it, an input's after the node alone; values inside a node
 * carry another suffix.
 */
final class NodeWriter {

  private final Parameters parameters;
  private final Graph network;
  private final OnnxNodes onnx;

  NodeWriter(Parameters parameters, OnnxNodes onnx) {
    this.parameters = parameters;
    this.network = parameters.graph();
    this.onnx = onnx;
  }

  /** Adds the ONNX nodes and initialisers of one node. */
  void write(Node node) {
    List<String> inputs = node.inputs().stream().map(i -> value(network.nodes().get(i))).toList();
    String in = inputs.isEmpty() ? "" : inputs.get(0);
    String out = value(node);
    switch (node.op()) {
      case Op.Input input -> {} // the graph's input stands for it
      case Op.Convolution op -> convolution(node, op, in, out);
      case TransposedConvolution op -> transposed(node, op, in, out);
      case Op.Dense op -> dense(node, op, in, out);
      case PRelu op -> prelu(node, op, in, out);
      case Op.Activate op -> new ActivationWriter(onnx).write(op, in, out);
      case Op.Pool op -> new PoolWriter(onnx).write(op, shape(node), node.output(), in, out);
      case Op.GlobalAveragePool op -> onnx.add("GlobalAveragePool", inputs, out);
      case GlobalMaxPool op -> onnx.add("GlobalMaxPool", inputs, out);
      case ChannelPool op -> {
        String type = op.kind() == Op.Pool.Kind.MAX ? "ReduceMax" : "ReduceMean";
        onnx.add(type, List.of(in, onnx.integers(out + ":axes", 1)), out);
      }
      case Op.Add op -> onnx.add("Sum", inputs, out);
      case Op.Scale op -> onnx.add("Mul", inputs, out);
      case Multiply op -> onnx.add("Mul", inputs, out);
      case Concat op -> onnx.add("Concat", inputs, out).addAttribute(number("axis", 1));
      case Stack op -> onnx.add("Concat", inputs, out).addAttribute(number("axis", 2));
      case Op.Softmax op -> onnx.add("Softmax", inputs, out).addAttribute(number("axis", 1));
      case Slice op -> new ElementWriter(onnx).slice(op, in, out);
      case Shuffle op -> new ElementWriter(onnx).shuffle(op, shape(node), in, out);
      case Pad op -> new ElementWriter(onnx).pad(op, in, out);
      case Upsample op -> new ElementWriter(onnx).upsample(op, node.output(), in, out);
    }
  }

  /** Gives a node's value the name of an output of the graph. */
  void write(Graph.Output output) {
    onnx.add("Identity", List.of(value(network.nodes().get(output.node()))), output.name());
  }

  private static String value(Node node) {
    return node.op() instanceof Op.Input ? node.name() : node.name() + ":0";
  }

  private Shape shape(Node node) {
    return network.inputShapes(node).get(0);
  }

  private void convolution(Node node, Op.Convolution op, String in, String out) {
    Parameter parameter = parameters.of(node.name());
    Pads pads = op.window().pads(shape(node));
    onnx.windowed(
            "Conv", weighted(node, op, parameter.weights(), in), sum(node, out), op.window(), pads)
        .addAttribute(number("group", op.groups()));
    normalise(node, op, out);
  }

  private void transposed(Node node, TransposedConvolution op, String in, String out) {
    float[] weights = op.outermostInputs(parameters.of(node.name()).weights());
    Pads pads = op.window().pads(shape(node));
    onnx.windowed(
            "ConvTranspose", weighted(node, op, weights, in), sum(node, out), op.window(), pads)
        .addAttribute(pair("output_padding", op.extra()))
        .addAttribute(number("group", op.groups()));
    normalise(node, op, out);
  }

  /** The inputs of a weighted node: what it reads, its weights and its bias. */
  private List<String> weighted(Node node, Op.Weighted op, float[] weights, String in) {
    Parameter parameter = parameters.of(node.name());
    List<String> inputs = new ArrayList<>(List.of(in));
    inputs.add(onnx.tensor(node.name() + ".weight", op.weightShape(), weights));
    // Folding a norm leaves a bias on an op that declares none.
    if (op.bias() || parameter.norm().isEmpty()) {
      inputs.add(onnx.tensor(node.name() + ".bias", List.of(op.out()), parameter.bias()));
    }
    return inputs;
  }

  /** What a weighted node's sum is called: the node's value, unless a norm follows. */
  private String sum(Node node, String out) {
    return parameters.of(node.name()).norm().isPresent() ? node.name() + ":convolution" : out;
  }

  private void normalise(Node node, Op.Weighted op, String out) {
    parameters
        .of(node.name())
        .norm()
        .ifPresent(norm -> batchNormalization(node, op, norm, sum(node, out), out));
  }

  private void batchNormalization(
      Node node, Op.Weighted op, Parameter.Norm norm, String in, String out) {
    String name = node.name() + ".norm.";
    List<Integer> shape = List.of(op.out());
    List<String> inputs =
        List.of(
            in,
            onnx.tensor(name + "weight", shape, norm.gamma()),
            onnx.tensor(name + "bias", shape, norm.beta()),
            onnx.tensor(name + "running_mean", shape, norm.mean()),
            onnx.tensor(name + "running_var", shape, norm.variance()));
    onnx.add("BatchNormalization", inputs, out)
        .addAttribute(real("epsilon", (float) norm.epsilon()));
  }

  private void dense(Node node, Op.Dense op, String in, String out) {
    Parameter parameter = parameters.of(node.name());
    onnx.add("Flatten", List.of(in), node.name() + ":flat").addAttribute(number("axis", 1));
    List<String> inputs = new ArrayList<>(List.of(node.name() + ":flat"));
    inputs.add(
        onnx.tensor(node.name() + ".weight", List.of(op.out(), op.in()), parameter.weights()));
    if (op.bias()) {
      inputs.add(onnx.tensor(node.name() + ".bias", List.of(op.out()), parameter.bias()));
    }
    onnx.add("Gemm", inputs, node.name() + ":product").addAttribute(number("transB", 1));
    String shape = onnx.integers(node.name() + ":shape", 1, op.out(), 1, 1);
    onnx.add("Reshape", List.of(node.name() + ":product", shape), out);
  }

  private void prelu(Node node, PRelu op, String in, String out) {
    float[] slopes = parameters.of(node.name()).weights();
    String slope = onnx.tensor(node.name() + ".weight", List.of(op.out(), 1, 1), slopes);
    onnx.add("PRelu", List.of(in, slope), out);
  }
}
