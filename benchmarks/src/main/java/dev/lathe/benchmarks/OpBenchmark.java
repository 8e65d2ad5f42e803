package dev.lathe.benchmarks;

import dev.lathe.benchmarks.engine.CheckedNetwork;
import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Inference;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one op as a network of its own. It includes what the ends of a network cost: padding
 * the caller's input where the op does not take it as it comes, and writing the output unpadded.
 * For ONNX Runtime it includes bringing both from and into C×H×W, so that {@code -p
 * engine=TENSORFLOW_LITE} is the fairer comparison.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OpBenchmark {

  /** The op. */
  @Param public SingleOp op;

  /** What runs it. */
  @Param("LATHE")
  public Engine engine;

  private CheckedNetwork checked;
  private Inference inference;

  /** Loads the op and compares its output. */
  @Setup
  public void open() throws IOException {
    checked = CheckedNetwork.open(op, engine, 1);
    inference = checked.newCaller();
  }

  /** Frees it. */
  @TearDown
  public void close() throws IOException {
    inference.close();
    checked.close();
  }

  /** The op once. */
  @Benchmark
  public void inference() {
    inference.run();
  }
}
