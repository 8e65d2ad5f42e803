package dev.lathe.benchmarks.engine;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;

/**
 * TensorFlow Lite as fast as its API allows: all of the network inside XNNPACK, which the plain
 * resolver of this build leaves out (8 times slower). An interpreter serves one caller; the input
 * is written to its tensor once and stays there.
 */
final class TensorFlowLiteNetwork implements LoadedNetwork {

  private final FlatBufferModel model;
  private final BuiltinOpResolverWithXNNPACK operators;
  private final ByteBuffer input;
  private final int threads;

  private TensorFlowLiteNetwork(
      FlatBufferModel model,
      BuiltinOpResolverWithXNNPACK operators,
      ByteBuffer input,
      int threads) {
    this.model = model;
    this.operators = operators;
    this.input = input;
    this.threads = threads;
  }

  static TensorFlowLiteNetwork load(ModelFiles files, int threads) throws IOException {
    ByteBuffer input = files.input(Layout.HWC);
    String file = files.model(Engine.TENSORFLOW_LITE).toString();
    FlatBufferModel model = FlatBufferModel.BuildFromFile(file);
    if (model == null) {
      throw failure("refuses " + file);
    }
    return new TensorFlowLiteNetwork(model, new BuiltinOpResolverWithXNNPACK(), input, threads);
  }

  @Override
  public Inference newCaller() {
    Interpreter interpreter = new Interpreter((Pointer) null); // the builder fills it
    try (InterpreterBuilder builder = new InterpreterBuilder(model, operators)) {
      check("take the thread count", builder.SetNumThreads(threads));
      check("read the model", builder.apply(interpreter));
    }
    check("allocate its tensors", interpreter.AllocateTensors());
    long parts = interpreter.execution_plan().limit();
    if (parts != 1) {
      throw failure("runs the network in " + parts + " parts, of which XNNPACK has not all");
    }
    float[] pixels = new float[input.remaining() / Float.BYTES];
    input.duplicate().order(input.order()).asFloatBuffer().get(pixels);
    interpreter.typed_input_tensor_float(0).put(pixels);
    return new Caller(interpreter);
  }

  @Override
  public void close() {
    operators.close();
    model.close();
  }

  private static void check(String what, int status) {
    if (status != kTfLiteOk) {
      throw failure("could not " + what + " (status " + status + ")");
    }
  }

  private static IllegalStateException failure(String what) {
    return new IllegalStateException(
        "[TensorFlowLite] TensorFlow Lite " + what + "; its own words are on the standard error");
  }

  private record Caller(Interpreter interpreter) implements Inference {
    @Override
    public void run() {
      check("run", interpreter.Invoke());
    }

    @Override
    public float[] output() {
      long bytes = interpreter.output_tensor(0).bytes();
      float[] values = new float[Math.toIntExact(bytes) / Float.BYTES];
      interpreter.typed_output_tensor_float(0).get(values);
      return values;
    }

    @Override
    public void close() {
      interpreter.close();
    }
  }
}
