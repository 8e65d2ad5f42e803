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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images a second that several callers at once get out of one loaded network, each inference on its
 * caller's thread. The option {@code -t} of JMH sets the callers of all methods alike.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ThroughputBenchmark {

  /** The network that all callers share. */
  @State(Scope.Benchmark)
  public static class Shared {

    /** The network. */
    @Param public PublishedNetwork network;

    /** What runs it. */
    @Param public Engine engine;

    private CheckedNetwork checked;

    /** Loads the network and compares its output. */
    @Setup
    public void open() throws IOException {
      checked = CheckedNetwork.open(network, engine, 1);
    }

    /** Frees it. */
    @TearDown
    public void close() throws IOException {
      checked.close();
    }
  }

  /** One thread with its input and output. */
  @State(Scope.Thread)
  public static class Caller {

    private Inference inference;

    /** Joins the shared network. */
    @Setup
    public void open(Shared shared) {
      inference = shared.checked.newCaller();
    }

    /** Leaves it. */
    @TearDown
    public void close() {
      inference.close();
    }
  }

  /** One caller. */
  @Benchmark
  @Threads(1)
  public void oneCaller(Caller caller) {
    caller.inference.run();
  }

  /** Two callers. */
  @Benchmark
  @Threads(2)
  public void twoCallers(Caller caller) {
    caller.inference.run();
  }

  /** A caller on each processor. */
  @Benchmark
  @Threads(Threads.MAX)
  public void callerPerProcessor(Caller caller) {
    caller.inference.run();
  }
}
