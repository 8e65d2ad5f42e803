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
 * The time of one inference, engine by engine, each in processes of its own. Where the machine is
 * not quiet, {@link PairedRuns} compares engines better.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class NetworkBenchmark {

  /** The network. */
  @Param public PublishedNetwork network;

  /** What runs it. */
  @Param public Engine engine;

  /** Threads of one inference. */
  @Param("1")
  public int threads;

  private CheckedNetwork checked;
  private Inference inference;

  /** Loads the network and compares its output. */
  @Setup
  public void open() throws IOException {
    checked = CheckedNetwork.open(network, engine, threads);
    inference = checked.newCaller();
  }

  /** Frees it. */
  @TearDown
  public void close() throws IOException {
    inference.close();
    checked.close();
  }

  /** One image. */
  @Benchmark
  public void inference() {
    inference.run();
  }
}
