package dev.lathe.benchmarks;

import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Subject;
import java.util.Arrays;
import java.util.Map;

/**
 * What a race measured, round by round.
 *
 * @param threads of one inference
 * @param millis by engine, the median inference of each round's block
 * @param peak of one core, in GMAC/s
 * @param lineNanos the time of a cache line between two threads; NaN where it was not measured
 */
@SuppressWarnings("ArrayRecordComponent") // made to be read once
record PairedResult(
    Subject subject, int threads, Map<Engine, double[]> millis, double[] peak, double[] lineNanos) {

  /** The network's MACs. */
  long macs() {
    return subject.graph().macs();
  }

  /** An engine's time. */
  double millis(Engine engine) {
    return Median.of(millis.get(engine));
  }

  /** The median over the rounds of how much longer an engine took than another. */
  double ratio(Engine engine, Engine base) {
    double[] ratios = millis.get(engine).clone();
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] /= millis.get(base)[round];
    }
    return Median.of(ratios);
  }

  /** The median over the rounds of an engine's MACs in percent of what its cores can do. */
  double percentOfPeak(Engine engine) {
    double[] percent = new double[peak.length];
    for (int round = 0; round < percent.length; round++) {
      double gigaMacs = macs() / (millis.get(engine)[round] * 1e6);
      percent[round] = 100 * gigaMacs / (peak[round] * threads);
    }
    return Median.of(percent);
  }

  /** The median peak of one core, in GMAC/s. */
  double gigaMacsPeak() {
    return Median.of(peak);
  }

  /** The median time of a cache line between two threads. */
  double medianLineNanos() {
    return Median.of(lineNanos);
  }

  /** In how many rounds two threads were far apart. */
  long farRounds() {
    return Arrays.stream(lineNanos).filter(nanos -> nanos > LineProbe.FAR_NANOS).count();
  }
}
