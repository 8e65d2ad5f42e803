package dev.lathe.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Adds nodes, attributes and constants to an ONNX graph. */
record OnnxNodes(GraphProto.Builder graph) {

  /** A node named after its only output. */
  NodeProto.Builder add(String type, List<String> inputs, String out) {
    return graph.addNodeBuilder().setOpType(type).setName(out).addAllInput(inputs).addOutput(out);
  }

  /** A node that slides a window. */
  NodeProto.Builder windowed(
      String type, List<String> inputs, String out, Window window, Pads pads) {
    NodeProto.Builder node =
        add(type, inputs, out)
            .addAttribute(pair("kernel_shape", window.kernel()))
            .addAttribute(pair("strides", window.stride()))
            .addAttribute(numbers("pads", pads.top(), pads.left(), pads.bottom(), pads.right()));
    if (!window.dilation().equals(Extent.square(1))) {
      node.addAttribute(pair("dilations", window.dilation()));
    }
    return node;
  }

  /** A constant of floats; returns its name. */
  String tensor(String name, List<Integer> shape, float... data) {
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
    graph.addInitializer(tensor);
    return name;
  }

  /** A constant vector of whole numbers; returns its name. */
  String integers(String name, long... numbers) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(numbers.length);
    for (long number : numbers) {
      tensor.addInt64Data(number);
    }
    graph.addInitializer(tensor);
    return name;
  }

  static AttributeProto pair(String name, Extent extent) {
    return numbers(name, extent.height(), extent.width());
  }

  static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto word(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }
}
