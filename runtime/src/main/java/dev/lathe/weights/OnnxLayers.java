package dev.lathe.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The layers of an ONNX graph, in its order: each convolution or matrix product with constant
 * weights, the constant that is added to it, and the batch norm behind that.
 */
final class OnnxLayers {

  /** A layer as it is put together. */
  private static final class Layer {
    final Map<Part, String> names = new EnumMap<>(Part.class);
    OptionalDouble epsilon = OptionalDouble.empty();
    long out;
  }

  private final String source;
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();

  /** By the name of the value that a layer has returned so far. */
  private final Map<String, Layer> byValue = new HashMap<>();

  private OnnxLayers(String source) {
    this.source = source;
  }

  /**
   * Walks a graph.
   *
   * @throws dev.lathe.WeightsException if a constant lies outside the model or contradicts itself
   */
  static OnnxLayers of(String source, GraphProto graph) {
    OnnxLayers layers = new OnnxLayers(source);
    graph
        .getInitializerList()
        .forEach(t -> layers.constants.put(t.getName(), OnnxTensor.of(source, t.getName(), t)));
    graph.getNodeList().forEach(layers::visit);
    return layers;
  }

  /** Constants by name, among them all tensors of the slots. */
  Map<String, OnnxTensor> constants() {
    return constants;
  }

  /** The layers in graph order. */
  List<Slot> slots() {
    return layers.stream().map(layer -> new Slot(layer.names, layer.epsilon)).toList();
  }

  /** The layers whose weights cannot be had. */
  List<String> problems() {
    return problems;
  }

  private void visit(NodeProto node) {
    switch (node.getOpType()) {
      case "Constant" -> constant(node);
      case "Identity", "Dropout", "Cast" -> {
        forwardConstant(node);
        forwardLayer(node);
      }
      case "Reshape", "Squeeze", "Unsqueeze", "Flatten" -> forwardConstant(node);
      case "Transpose" -> transpose(node);
      case "Conv", "ConvTranspose" -> convolution(node);
      case "PRelu" -> weighted(node, input(node, 1), "");
      case "Gemm" -> gemm(node);
      case "MatMul" -> matrixProduct(node);
      case "Add" -> addition(node);
      case "BatchNormalization" -> batchNorm(node);
      case "ConvInteger", "QLinearConv", "MatMulInteger", "QLinearMatMul" ->
          problem(node, "is an op that Lathe does not have");
      default -> {}
    }
  }

  private void constant(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals("value") && attribute.hasT()) {
        String name = output(node);
        constants.put(name, OnnxTensor.of(source, name, attribute.getT()));
      }
    }
  }

  /** Lets a constant keep its elements under the name of the node's output, whatever its shape. */
  private void forwardConstant(NodeProto node) {
    OnnxTensor constant = constants.get(input(node, 0));
    if (constant != null) {
      constants.put(output(node), constant);
    }
  }

  private void forwardLayer(NodeProto node) {
    Layer layer = byValue.get(input(node, 0));
    if (layer != null) {
      byValue.put(output(node), layer);
    }
  }

  private void transpose(NodeProto node) {
    OnnxTensor constant = constants.get(input(node, 0));
    if (constant != null && constant.info().shape().size() == 2) {
      boolean same =
          node.getAttributeList().stream()
              .anyMatch(a -> a.getName().equals("perm") && a.getIntsList().equals(List.of(0L, 1L)));
      constants.put(output(node), same ? constant : constant.transpose());
    }
  }

  private void convolution(NodeProto node) {
    weighted(node, input(node, 1), input(node, 2));
  }

  private void gemm(NodeProto node) {
    if (real(node, "alpha", 1) != 1 || real(node, "beta", 1) != 1 || integer(node, "transA") != 0) {
      problem(node, "scales or transposes what it reads");
      return;
    }
    String weight = input(node, 1);
    weighted(node, integer(node, "transB") == 0 ? transposed(weight) : weight, input(node, 2));
  }

  private void matrixProduct(NodeProto node) {
    boolean constant = node.getInputList().stream().anyMatch(constants::containsKey);
    if (constant) { // or it multiplies two activations, and has no weights
      weighted(node, transposed(input(node, 1)), "");
    }
  }

  /** The name of a matrix with rows and columns exchanged, which it gets if it is one. */
  private String transposed(String name) {
    OnnxTensor matrix = constants.get(name);
    if (matrix == null || matrix.info().shape().size() != 2) {
      return name;
    }
    String exchanged = name + " (transposed)";
    constants.putIfAbsent(exchanged, matrix.transpose());
    return exchanged;
  }

  private void weighted(NodeProto node, String weight, String bias) {
    OnnxTensor value = constants.get(weight);
    if (value == null || value.info().shape().isEmpty()) {
      problem(node, "reads its weights from " + weight + ", which is no constant");
      return;
    }
    Layer layer = new Layer();
    layer.names.put(Part.WEIGHT, weight);
    layer.out = outputs(node, value.info().shape());
    if (!bias.isEmpty()) {
      if (!constants.containsKey(bias)) {
        problem(node, "reads its bias from " + bias + ", which is no constant");
        return;
      }
      layer.names.put(Part.BIAS, flat(bias));
    }
    layers.add(layer);
    byValue.put(output(node), layer);
  }

  /** How many channels a layer returns; a transposed convolution has them second, by group. */
  private static long outputs(NodeProto node, List<Long> weights) {
    return node.getOpType().equals("ConvTranspose") && weights.size() > 1
        ? weights.get(1) * Math.max(integer(node, "group"), 1)
        : weights.get(0);
  }

  /** A constant added to a layer's value is its bias if there is one number per channel. */
  private void addition(NodeProto node) {
    for (int i = 0; i < 2; i++) {
      Layer layer = byValue.get(input(node, i));
      String other = input(node, 1 - i);
      OnnxTensor constant = constants.get(other);
      if (layer != null
          && constant != null
          && layer.names.size() == 1
          && !constant.info().shape().isEmpty()
          && constant.flat().info().shape().equals(List.of(layer.out))) {
        layer.names.put(Part.BIAS, flat(other));
        byValue.put(output(node), layer);
        return;
      }
    }
  }

  /** The name of a constant's elements in a row. */
  private String flat(String name) {
    OnnxTensor constant = constants.get(name);
    if (constant.info().shape().size() == 1) {
      return name;
    }
    String row = name + " (flat)";
    constants.putIfAbsent(row, constant.flat());
    return row;
  }

  private void batchNorm(NodeProto node) {
    Layer layer = byValue.get(input(node, 0));
    if (layer == null || layer.names.containsKey(Part.GAMMA)) {
      problem(node, "follows no convolution, and Lathe has batch norms behind convolutions only");
      return;
    }
    Part[] parts = {Part.GAMMA, Part.BETA, Part.MEAN, Part.VARIANCE};
    for (int i = 0; i < parts.length; i++) {
      String name = input(node, i + 1);
      if (!constants.containsKey(name)) {
        problem(node, "reads " + name + ", which is no constant");
        return;
      }
      layer.names.put(parts[i], name);
    }
    layer.epsilon = OptionalDouble.of(real(node, "epsilon", 1e-5f));
    byValue.put(output(node), layer);
  }

  private void problem(NodeProto node, String what) {
    problems.add(
        "[OnnxNode] "
            + node.getOpType()
            + " "
            + output(node)
            + " "
            + what
            + "; export the network for inference, in float and with its constants folded");
  }

  /** The name of an input, empty where it is left out. */
  private static String input(NodeProto node, int index) {
    return index < node.getInputCount() ? node.getInput(index) : "";
  }

  private static String output(NodeProto node) {
    return node.getOutputCount() > 0 ? node.getOutput(0) : "";
  }

  private static float real(NodeProto node, String name, float otherwise) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getF();
      }
    }
    return otherwise;
  }

  private static long integer(NodeProto node, String name) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getI();
      }
    }
    return 0;
  }
}
