package dev.lathe.weights;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.lathe.WeightsException;
import dev.lathe.runtime.Values;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The constants of an ONNX model, and the layers that use them. */
public final class OnnxCheckpoint implements Checkpoint {

  private final String source;
  private final Map<String, OnnxTensor> values;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
  private final OnnxLayers layers;

  private OnnxCheckpoint(String source, OnnxLayers layers) {
    this.source = source;
    this.layers = layers;
    this.values = layers.constants();
    values.forEach((name, tensor) -> tensors.put(name, tensor.info()));
  }

  /**
   * Reads a model.
   *
   * @param source where it comes from, for messages
   * @param in read to its end
   * @throws WeightsException if it is no ONNX model, or one whose values lie elsewhere
   */
  public static OnnxCheckpoint read(String source, InputStream in) throws IOException {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new WeightsException(
          "[Onnx] " + source + " is no ONNX model: " + e.getMessage() + "; export it again", e);
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new WeightsException(
          "[Onnx] " + source + " is no ONNX model: it has no graph; export it again");
    }
    return new OnnxCheckpoint(source, OnnxLayers.of(source, model.getGraph()));
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public Reader open() {
    return name -> values(name).all();
  }

  @Override
  public Values values(String name) {
    return Values.of(values.get(name).read());
  }

  @Override
  public Optional<List<Slot>> layers() {
    return Optional.of(layers.slots());
  }

  @Override
  public List<String> problems() {
    return layers.problems();
  }
}
