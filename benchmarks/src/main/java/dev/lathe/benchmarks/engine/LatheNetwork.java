package dev.lathe.benchmarks.engine;

import dev.lathe.Model;
import dev.lathe.Threads;
import dev.lathe.Weights;
import java.io.IOException;
import java.util.Arrays;

/** Lathe: one model for all callers, who bring their arrays. */
final class LatheNetwork implements LoadedNetwork {

  private final Model model;
  private final float[] input;

  private LatheNetwork(Model model, float[] input) {
    this.model = model;
    this.input = input;
  }

  static LatheNetwork load(ModelFiles files, int threads) throws IOException {
    Model model =
        files.subject().load(Weights.open(files.model(Engine.LATHE)), Threads.of(threads));
    float[] input = new float[model.inputShape().elements()];
    files.input(Layout.HWC).asFloatBuffer().get(input);
    return new LatheNetwork(model, input);
  }

  @Override
  public Inference newCaller() {
    return new Caller(model, input, new float[model.outputShape().elements()]);
  }

  @Override
  public Inference newBatch(int images) {
    float[][] inputs = new float[images][];
    Arrays.fill(inputs, input);
    return new Batch(model, inputs, new float[images][model.outputShape().elements()]);
  }

  @Override
  public void close() {
    model.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // the arrays are what the caller owns
  private record Caller(Model model, float[] input, float[] result) implements Inference {
    @Override
    public void run() {
      model.run(input, result);
    }

    @Override
    public float[] output() {
      return result.clone();
    }

    @Override
    public void close() {}
  }

  @SuppressWarnings("ArrayRecordComponent") // the arrays are what the caller owns
  private record Batch(Model model, float[][] inputs, float[][] results) implements Inference {
    @Override
    public void run() {
      model.run(inputs, results);
    }

    @Override
    public float[] output() {
      return results[results.length - 1].clone();
    }

    @Override
    public void close() {}
  }
}
