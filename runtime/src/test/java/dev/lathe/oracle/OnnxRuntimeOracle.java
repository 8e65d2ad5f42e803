package dev.lathe.oracle;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.onnx.LatheOnnx;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ONNX Runtime says that a network computes, or that an ONNX file does. Inputs and outputs are
 * H×W×C here and turned into ONNX's C×H×W. It can run any number of times until it is closed.
 */
public final class OnnxRuntimeOracle implements AutoCloseable {

  private final OrtSession session;
  private final List<Shape> inputs;
  private final List<Shape> outputs;

  private OnnxRuntimeOracle(byte[] model, List<Shape> inputs, List<Shape> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
    }
  }

  /** Exports a network and opens it. */
  public static OnnxRuntimeOracle of(Parameters parameters) {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    try {
      LatheOnnx.write(parameters, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Graph graph = parameters.graph();
    return new OnnxRuntimeOracle(
        model.toByteArray(),
        graph.inputs().stream().map(Node::output).toList(),
        graph.outputs().stream().map(graph::shape).toList());
  }

  /** Opens an ONNX file of one input and one output with the given shapes. */
  public static OnnxRuntimeOracle of(byte[] model, Shape input, Shape output) {
    return new OnnxRuntimeOracle(model, List.of(input), List.of(output));
  }

  /** Exports a network, runs it once and closes it. */
  public static float[] run(Parameters parameters, float[] pixels) {
    try (OnnxRuntimeOracle oracle = of(parameters)) {
      return oracle.run(pixels);
    }
  }

  /** Exports a network, runs it once on an array for each input and closes it. */
  public static Map<String, float[]> outputs(Parameters parameters, float[]... pixels) {
    try (OnnxRuntimeOracle oracle = of(parameters)) {
      return oracle.outputs(pixels);
    }
  }

  /** The first output for the only input, both H×W×C. */
  public float[] run(float[] pixels) {
    return outputs(pixels).values().iterator().next();
  }

  /** The outputs by name for an array for each input, all H×W×C, in the model's order. */
  public Map<String, float[]> outputs(float[]... pixels) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (String name : session.getInputNames()) {
        int index = tensors.size();
        tensors.put(name, tensor(pixels[index], inputs.get(index)));
      }
      Map<String, float[]> results = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          Shape shape = outputs.get(results.size());
          FloatBuffer planes = ((OnnxTensor) output.getValue()).getFloatBuffer();
          results.put(output.getKey(), interleaved(planes, shape));
        }
      }
      return results;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(float[] pixels, Shape shape) throws OrtException {
    float[] planes = new float[shape.elements()];
    for (int i = 0; i < planes.length; i++) {
      planes[i % shape.channels() * shape.pixels() + i / shape.channels()] = pixels[i];
    }
    long[] extents = {1, shape.channels(), shape.height(), shape.width()};
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(planes), extents);
  }

  private static float[] interleaved(FloatBuffer planes, Shape shape) {
    if (planes.remaining() != shape.elements()) {
      throw new IllegalStateException(
          "ONNX Runtime returned " + planes.remaining() + " values, not " + shape);
    }
    float[] pixels = new float[shape.elements()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes.get(i % shape.channels() * shape.pixels() + i / shape.channels());
    }
    return pixels;
  }

  /** Frees the native session. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not close: " + e.getMessage(), e);
    }
  }
}
