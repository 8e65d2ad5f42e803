package dev.lathe.oracle;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lathe.Shape;
import dev.lathe.onnx.LatheOnnx;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What ONNX Runtime says that a network computes, or that an ONNX file does. Inputs and outputs are
 * H×W×C here and turned into ONNX's C×H×W. It can run any number of times until it is closed.
 */
public final class OnnxRuntimeOracle implements AutoCloseable {

  private final OrtSession session;
  private final Shape input;
  private final Shape output;

  private OnnxRuntimeOracle(byte[] model, Shape input, Shape output) {
    this.input = input;
    this.output = output;
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
    return new OnnxRuntimeOracle(
        model.toByteArray(), parameters.graph().inputShape(), parameters.graph().outputShape());
  }

  /** Opens an ONNX file of one input and one output with the given shapes. */
  public static OnnxRuntimeOracle of(byte[] model, Shape input, Shape output) {
    return new OnnxRuntimeOracle(model, input, output);
  }

  /** Exports a network, runs it once and closes it. */
  public static float[] run(Parameters parameters, float[] pixels) {
    try (OnnxRuntimeOracle oracle = of(parameters)) {
      return oracle.run(pixels);
    }
  }

  /** The output for an input, both H×W×C. */
  public float[] run(float[] pixels) {
    float[] planes = new float[input.elements()];
    for (int i = 0; i < planes.length; i++) {
      planes[i % input.channels() * input.pixels() + i / input.channels()] = pixels[i];
    }
    long[] shape = {1, input.channels(), input.height(), input.width()};
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(planes), shape);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      if (values.remaining() != output.elements()) {
        throw new IllegalStateException(
            "ONNX Runtime returned " + values.remaining() + " values, not " + output);
      }
      float[] interleaved = new float[output.elements()];
      for (int i = 0; i < interleaved.length; i++) {
        interleaved[i] =
            values.get(i % output.channels() * output.pixels() + i / output.channels());
      }
      return interleaved;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails: " + e.getMessage(), e);
    }
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
