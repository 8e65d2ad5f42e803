package dev.lathe.examples;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.lathe.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * An ONNX model of one image input and one output of scores, run by ONNX Runtime op by op, as the
 * model states it.
 */
final class OnnxReference implements AutoCloseable {

  private final OrtSession session;

  private OnnxReference(OrtSession session) {
    this.session = session;
  }

  /**
   * Opens a model.
   *
   * @throws IOException if ONNX Runtime refuses it or does not run on this machine
   */
  static OnnxReference open(byte[] model) throws IOException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
      return new OnnxReference(OrtEnvironment.getEnvironment().createSession(model, options));
    } catch (OrtException | LinkageError e) { // it is native code
      throw new IOException(
          "[OnnxRuntime] ONNX Runtime cannot run the model here ("
              + e.getMessage()
              + "); pass --no-compare to do without it",
          e);
    }
  }

  /**
   * Runs the model on one image.
   *
   * @param pixels H×W×C
   * @param shape H×W×C of the pixels
   */
  float[] run(float[] pixels, Shape shape) throws IOException {
    long[] dimensions = {1, shape.channels(), shape.height(), shape.width()};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, planes(pixels, shape), dimensions);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] output = new float[scores.remaining()];
      scores.get(output);
      return output;
    } catch (OrtException e) {
      throw new IOException("[OnnxRuntime] the model fails: " + e.getMessage(), e);
    }
  }

  /** H×W×C as C×H×W, the order of ONNX. */
  private static FloatBuffer planes(float[] pixels, Shape shape) {
    FloatBuffer planes = FloatBuffer.allocate(pixels.length);
    for (int c = 0; c < shape.channels(); c++) {
      for (int i = c; i < pixels.length; i += shape.channels()) {
        planes.put(pixels[i]);
      }
    }
    return planes.flip();
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IOException("[OnnxRuntime] the model does not close: " + e.getMessage(), e);
    }
  }
}
