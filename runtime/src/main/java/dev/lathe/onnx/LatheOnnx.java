package dev.lathe.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.runtime.Parameters;
import dev.lathe.weights.OnnxLibrary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a network and its weights as an ONNX model. Inputs and outputs are floats of 1×C×H×W,
 * under the names that the network declares: {@code input} and {@code output} where it has one of
 * each. Batch norms are written as declared, not folded.
 *
 * <p>Needs {@code org.tribuo:tribuo-util-onnx}, an optional dependency of Lathe.
 */
public final class LatheOnnx {

  /** The operator set written: the first whose average pool can be dilated. */
  public static final int OPSET = 19;

  private static final int IR_VERSION = 9;

  private LatheOnnx() {}

  /**
   * Writes a model file, replacing one that exists.
   *
   * @throws IOException if the file cannot be written
   * @throws dev.lathe.WeightsException if tribuo-util-onnx is missing
   */
  public static void write(Parameters parameters, Path file) throws IOException {
    OnnxLibrary.require();
    ModelProto model = model(parameters);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      model.writeTo(out);
    }
  }

  /**
   * Writes a model to a stream, which stays open.
   *
   * @throws IOException if the stream cannot be written
   * @throws dev.lathe.WeightsException if tribuo-util-onnx is missing
   */
  public static void write(Parameters parameters, OutputStream out) throws IOException {
    OnnxLibrary.require();
    model(parameters).writeTo(out);
  }

  private static ModelProto model(Parameters parameters) {
    Graph network = parameters.graph();
    GraphProto.Builder graph = GraphProto.newBuilder().setName(network.name());
    network.inputs().forEach(input -> graph.addInput(value(input.name(), input.output())));
    NodeWriter writer = new NodeWriter(parameters, new OnnxNodes(graph));
    network.nodes().forEach(writer::write);
    for (Graph.Output output : network.outputs()) {
      graph.addOutput(value(output.name(), network.shape(output)));
      writer.write(output);
    }
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("Lathe")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private static ValueInfoProto value(String name, Shape shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    for (int extent : new int[] {1, shape.channels(), shape.height(), shape.width()}) {
      extents.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(extents)))
        .build();
  }
}
