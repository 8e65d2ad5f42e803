package dev.lathe.benchmarks.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * ONNX Runtime as fast as its Java API allows: one session for all callers, input and output in
 * direct buffers that it reads and writes in place.
 */
final class OnnxRuntimeNetwork implements LoadedNetwork {

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private final OrtSession session;
  private final ByteBuffer input;

  private OnnxRuntimeNetwork(OrtSession session, ByteBuffer input) {
    this.session = session;
    this.input = input;
  }

  static OnnxRuntimeNetwork load(ModelFiles files, int threads) throws IOException {
    String model = files.model(Engine.ONNX_RUNTIME).toString();
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options);
      return new OnnxRuntimeNetwork(session, files.input(Layout.CHW));
    } catch (OrtException e) {
      throw failure("refuses " + model, e);
    }
  }

  @Override
  public Inference newCaller() {
    try {
      return new Caller(session, input);
    } catch (OrtException e) {
      throw failure("takes no tensor", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failure("does not close", e);
    }
  }

  private static IllegalStateException failure(String what, OrtException cause) {
    return new IllegalStateException(
        "[OnnxRuntime] ONNX Runtime " + what + ": " + cause.getMessage(), cause);
  }

  private static final class Caller implements Inference {

    private final OrtSession session;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final FloatBuffer result;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    Caller(OrtSession session, ByteBuffer input) throws OrtException {
      this.session = session;
      TensorInfo in = (TensorInfo) session.getInputInfo().get(INPUT).getInfo();
      TensorInfo out = (TensorInfo) session.getOutputInfo().get(OUTPUT).getInfo();
      result =
          ByteBuffer.allocateDirect(Math.toIntExact(out.getNumElements()) * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      FloatBuffer pixels = input.duplicate().order(input.order()).asFloatBuffer();
      inputTensor = OnnxTensor.createTensor(environment, pixels, in.getShape());
      outputTensor = OnnxTensor.createTensor(environment, result, out.getShape());
      inputs = Map.of(INPUT, inputTensor);
      outputs = Map.of(OUTPUT, outputTensor);
    }

    @Override
    public void run() {
      try {
        session.run(inputs, outputs).close(); // leaves the tensors, which it does not own
      } catch (OrtException e) {
        throw failure("fails", e);
      }
    }

    @Override
    public float[] output() {
      float[] values = new float[result.capacity()];
      result.get(0, values);
      return values;
    }

    @Override
    public void close() {
      inputTensor.close();
      outputTensor.close();
    }
  }
}
