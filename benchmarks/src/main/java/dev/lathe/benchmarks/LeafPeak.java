package dev.lathe.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The machine's peak at this process's lane count, in vector FMAs a nanosecond; times the lanes, in
 * GMAC/s. The results of the other benchmarks are given in percent of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LeafPeak {

  /** Factors that the JIT does not know. */
  public float x = 0.5f;

  /** The sums stay far from overflow and from subnormal numbers. */
  public float w = 0.001f;

  /** One block of register-only FMAs. */
  @Benchmark
  @OperationsPerInvocation(FmaPeak.VECTOR_FMAS)
  public float fma() {
    return FmaPeak.block(x, w);
  }
}
