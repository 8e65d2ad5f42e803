package dev.lathe.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Builds ONNX models as exporters of other kinds write them. */
final class OnnxModel {

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  /** A float tensor whose elements count up from a number. */
  static TensorProto floats(String name, int first, long... shape) {
    int elements = (int) elements(shape);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .addAllDims(Arrays.stream(shape).boxed().toList())
        .addAllFloatData(IntStream.range(first, first + elements).mapToObj(i -> (float) i).toList())
        .build();
  }

  /** An attribute that is a whole number. */
  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** An attribute that is a real number. */
  static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  OnnxModel initializer(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds a tensor as the output of a Constant node. */
  OnnxModel constant(TensorProto tensor) {
    AttributeProto value =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.AttributeType.TENSOR)
            .setT(tensor)
            .build();
    return node("Constant", tensor.getName(), List.of(), value);
  }

  OnnxModel node(String type, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  InputStream stream() {
    return new ByteArrayInputStream(
        ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build().toByteArray());
  }

  private static long elements(long... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
