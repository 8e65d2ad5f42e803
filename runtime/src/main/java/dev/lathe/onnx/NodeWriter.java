package dev.lathe.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells Lathe's ops in ONNX. Every value keeps four extents, 1×C×H×W. A node's value is named
 * after the node with {@code :0} behind it; values inside a node carry another suffix.
 */
final class NodeWriter {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private final Parameters parameters;
  private final Graph network;
  private final GraphProto.Builder onnx;

  NodeWriter(Parameters parameters, GraphProto.Builder onnx) {
    this.parameters = parameters;
    this.network = parameters.graph();
    this.onnx = onnx;
  }

  /** Adds the ONNX nodes and initialisers of one node. */
  void write(Node node) {
    List<String> inputs = node.inputs().stream().map(i -> value(network.nodes().get(i))).toList();
    String out = value(node);
    Op op = node.op();
    if (op instanceof Op.Input) {
      return; // the graph's input stands for it
    } else if (op instanceof Op.Convolution convolution) {
      convolution(node, convolution, inputs.get(0), out);
    } else if (op instanceof Op.Dense dense) {
      dense(node, dense, inputs.get(0), out);
    } else if (op instanceof Op.Activate activate) {
      activate(node, activate, inputs.get(0), out);
    } else if (op instanceof Op.Pool pool) {
      pool(node, pool, inputs.get(0), out);
    } else if (op instanceof Op.GlobalAveragePool) {
      add("GlobalAveragePool", inputs, out);
    } else if (op instanceof Op.Add) {
      add("Sum", inputs, out);
    } else if (op instanceof Op.Scale) {
      add("Mul", inputs, out);
    } else if (op instanceof Op.Softmax) {
      add("Softmax", inputs, out).addAttribute(number("axis", 1));
    } else {
      throw new IllegalArgumentException(node.name() + ": no ONNX spelling for " + op);
    }
  }

  /** Gives the last node's value the name of the graph's output. */
  void writeOutput() {
    add("Identity", List.of(value(network.nodes().get(network.nodes().size() - 1))), OUTPUT);
  }

  private static String value(Node node) {
    return node.op() instanceof Op.Input ? INPUT : node.name() + ":0";
  }

  private void convolution(Node node, Op.Convolution op, String in, String out) {
    Parameter parameter = parameters.of(node.name());
    List<String> inputs = new ArrayList<>(List.of(in));
    inputs.add(tensor(node.name() + ".weight", op.weightShape(), parameter.weights()));
    // Folding a norm leaves a bias on an op that declares none.
    if (op.bias() || parameter.norm().isEmpty()) {
      inputs.add(tensor(node.name() + ".bias", List.of(op.out()), parameter.bias()));
    }
    String sum = parameter.norm().isPresent() ? node.name() + ":convolution" : out;
    Pads pads = op.window().pads(network.inputShapes(node).get(0));
    windowed("Conv", inputs, sum, op.window(), pads).addAttribute(number("group", op.groups()));
    parameter.norm().ifPresent(norm -> batchNormalization(node, op, norm, sum, out));
  }

  private void batchNormalization(
      Node node, Op.Convolution op, Parameter.Norm norm, String in, String out) {
    String name = node.name() + ".norm.";
    List<Integer> shape = List.of(op.out());
    List<String> inputs =
        List.of(
            in,
            tensor(name + "weight", shape, norm.gamma()),
            tensor(name + "bias", shape, norm.beta()),
            tensor(name + "running_mean", shape, norm.mean()),
            tensor(name + "running_var", shape, norm.variance()));
    add("BatchNormalization", inputs, out).addAttribute(real("epsilon", (float) norm.epsilon()));
  }

  private void dense(Node node, Op.Dense op, String in, String out) {
    Parameter parameter = parameters.of(node.name());
    add("Flatten", List.of(in), node.name() + ":flat").addAttribute(number("axis", 1));
    List<String> inputs = new ArrayList<>(List.of(node.name() + ":flat"));
    inputs.add(tensor(node.name() + ".weight", List.of(op.out(), op.in()), parameter.weights()));
    if (op.bias()) {
      inputs.add(tensor(node.name() + ".bias", List.of(op.out()), parameter.bias()));
    }
    add("Gemm", inputs, node.name() + ":product").addAttribute(number("transB", 1));
    String shape = node.name() + ":shape";
    onnx.addInitializer(
        TensorProto.newBuilder()
            .setName(shape)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(4)
            .addAllInt64Data(List.of(1L, (long) op.out(), 1L, 1L)));
    add("Reshape", List.of(node.name() + ":product", shape), out);
  }

  private void activate(Node node, Op.Activate op, String in, String out) {
    switch (op.activation()) {
      case NONE -> add("Identity", List.of(in), out);
      case RELU -> add("Relu", List.of(in), out);
      case RELU6 -> {
        String low = tensor(node.name() + ":low", List.of(), new float[] {0});
        String high = tensor(node.name() + ":high", List.of(), new float[] {6});
        add("Clip", List.of(in, low, high), out);
      }
      case HARD_SWISH -> add("HardSwish", List.of(in), out);
      case SILU -> {
        add("Sigmoid", List.of(in), node.name() + ":sigmoid");
        add("Mul", List.of(in, node.name() + ":sigmoid"), out);
      }
      case SIGMOID -> add("Sigmoid", List.of(in), out);
      case HARD_SIGMOID ->
          add("HardSigmoid", List.of(in), out)
              .addAttribute(real("alpha", op.slope()))
              .addAttribute(real("beta", 0.5f));
    }
  }

  /**
   * ONNX's ceil_mode starts windows in the padding after the input, and counts the pixels beyond it
   * in an average; PyTorch and Lathe do neither. So the rounding up becomes padding behind the
   * input, which no window counts; padding that counts becomes part of the input before that.
   */
  private void pool(Node node, Op.Pool op, String in, String out) {
    Shape input = network.inputShapes(node).get(0);
    Pads pads = op.window().pads(input);
    Pads reach =
        new Pads(
            pads.top(),
            pads.left(),
            (node.output().height() - 1) * op.window().stride().height()
                + op.window().spanHeight()
                - input.height()
                - pads.top(),
            (node.output().width() - 1) * op.window().stride().width()
                + op.window().spanWidth()
                - input.width()
                - pads.left());
    if (op.kind() == Op.Pool.Kind.MAX) {
      windowed("MaxPool", List.of(in), out, op.window(), behind(reach, pads.top(), pads.left()));
    } else if (op.countPadding() && !pads.equals(Pads.NONE)) {
      Pads beyond = new Pads(0, 0, reach.bottom() - pads.bottom(), reach.right() - pads.right());
      windowed(
          "AveragePool", List.of(padded(node, in, pads)), out, op.window(), behind(beyond, 0, 0));
    } else {
      windowed(
          "AveragePool", List.of(in), out, op.window(), behind(reach, pads.top(), pads.left()));
    }
  }

  /** The given padding before the input, and what windows reach behind it, if anything. */
  private static Pads behind(Pads reach, int top, int left) {
    return new Pads(top, left, Math.max(reach.bottom(), 0), Math.max(reach.right(), 0));
  }

  private String padded(Node node, String in, Pads pads) {
    String amounts = node.name() + ":pads";
    onnx.addInitializer(
        TensorProto.newBuilder()
            .setName(amounts)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(8)
            .addAllInt64Data(
                List.of(
                    0L,
                    0L,
                    (long) pads.top(),
                    (long) pads.left(),
                    0L,
                    0L,
                    (long) pads.bottom(),
                    (long) pads.right())));
    add("Pad", List.of(in, amounts), node.name() + ":padded");
    return node.name() + ":padded";
  }

  private NodeProto.Builder windowed(
      String type, List<String> inputs, String out, Window window, Pads pads) {
    NodeProto.Builder node =
        add(type, inputs, out)
            .addAttribute(pair("kernel_shape", window.kernel()))
            .addAttribute(pair("strides", window.stride()))
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("pads")
                    .setType(AttributeProto.AttributeType.INTS)
                    .addInts(pads.top())
                    .addInts(pads.left())
                    .addInts(pads.bottom())
                    .addInts(pads.right()));
    if (!window.dilation().equals(Window.Extent.square(1))) {
      node.addAttribute(pair("dilations", window.dilation()));
    }
    return node;
  }

  private NodeProto.Builder add(String type, List<String> inputs, String out) {
    return onnx.addNodeBuilder().setOpType(type).setName(out).addAllInput(inputs).addOutput(out);
  }

  private String tensor(String name, List<Integer> shape, float[] data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(data.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(data);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    shape.forEach(tensor::addDims);
    onnx.addInitializer(tensor);
    return name;
  }

  private static AttributeProto pair(String name, Window.Extent extent) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addInts(extent.height())
        .addInts(extent.width())
        .build();
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }
}
