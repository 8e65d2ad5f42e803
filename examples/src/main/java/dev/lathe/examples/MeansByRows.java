package dev.lathe.examples;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/**
 * Makes an ONNX model take the mean of a map as the mean of its rows' means. ONNX Runtime's
 * GlobalAveragePool adds all pixels to one float: over the 44,160 pixels of a map of 184x240 that
 * loses so many digits that the text detector's probabilities are up to 1e-3 off.
 */
final class MeansByRows {

  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  private MeansByRows() {}

  /**
   * Rewrites a model.
   *
   * @throws IOException if it is no ONNX model
   */
  static byte[] in(byte[] onnx) throws IOException {
    try {
      ModelProto model = ModelProto.parseFrom(onnx);
      GraphProto.Builder graph = model.getGraph().toBuilder().clearNode();
      for (NodeProto node : model.getGraph().getNodeList()) {
        if (node.getOpType().equals("GlobalAveragePool")) {
          String rows = node.getOutput(0) + "_rows";
          graph.addNode(mean(node.getInput(0), rows, WIDTH));
          graph.addNode(mean(rows, node.getOutput(0), HEIGHT));
        } else {
          graph.addNode(node);
        }
      }
      return model.toBuilder().setGraph(graph).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("[Onnx] no ONNX model: " + e.getMessage() + "; export it again", e);
    }
  }

  private static NodeProto mean(String from, String to, int axis) {
    return NodeProto.newBuilder()
        .setOpType("ReduceMean")
        .addInput(from)
        .addOutput(to)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("axes")
                .setType(AttributeProto.AttributeType.INTS)
                .addInts(axis))
        .build();
  }
}
