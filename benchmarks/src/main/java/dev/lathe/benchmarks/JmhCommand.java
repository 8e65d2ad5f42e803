package dev.lathe.benchmarks;

import dev.lathe.benchmarks.engine.Subject;
import dev.lathe.examples.Table;
import dev.lathe.runtime.Lanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The JMH benchmarks, with the options of JMH; then a table with the share of the peak, which
 * {@link LeafPeak} measures in the same run, and the bytes allocated for each inference.
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="jmh NetworkBenchmark -p network=MobileNetV2"
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="jmh OpBenchmark -p op=DENSE_1280_1000 -f 1"
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="jmh -l"
 * }</pre>
 */
@Command(
    name = "jmh",
    description = "Runs JMH benchmarks; takes the options of JMH, -h lists them.")
final class JmhCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "JMH-OPTION", description = "passed to JMH")
  private List<String> arguments = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions options = new CommandLineOptions(arguments.toArray(String[]::new));
    if (options.shouldHelp()) {
      options.showHelp();
      return 0;
    }
    if (options.shouldList()) {
      new Runner(options).list();
      return 0;
    }
    ChainedOptionsBuilder withPeak =
        new OptionsBuilder().parent(options).addProfiler(GCProfiler.class);
    if (!options.getIncludes().isEmpty()) {
      options.getIncludes().forEach(withPeak::include);
      withPeak.include(LeafPeak.class.getSimpleName());
    }
    Collection<RunResult> results = new Runner(withPeak.build()).run();
    Optional<Double> peak =
        results.stream().filter(JmhCommand::isPeak).map(JmhCommand::peak).findAny();
    peak.ifPresent(gigaMacs -> print(results, gigaMacs));
    return 0;
  }

  private void print(Collection<RunResult> results, double peak) {
    Table table =
        new Table(List.of("benchmark", "score", "error", "unit", "B/op", "GMAC/s", "% of peak"));
    for (RunResult result : results) {
      Result<?> score = result.getPrimaryResult();
      List<String> row = new ArrayList<>();
      row.add(label(result.getParams()));
      row.add(number("%.3f", score.getScore()));
      row.add(number("%.3f", score.getScoreError()));
      row.add(score.getScoreUnit());
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      row.add(allocated == null ? "" : number("%.1f", allocated.getScore()));
      double gigaMacs = isPeak(result) ? peak : gigaMacs(result);
      row.add(number("%.1f", gigaMacs));
      row.add(number("%.1f", 100 * gigaMacs / (peak * cores(result.getParams()))));
      table.add(row);
    }
    spec.commandLine().getOut().println();
    table.lines().forEach(spec.commandLine().getOut()::println);
  }

  private static boolean isPeak(RunResult result) {
    return result.getParams().getBenchmark().startsWith(LeafPeak.class.getName());
  }

  private static double peak(RunResult result) {
    return result.getPrimaryResult().getScore() * Lanes.count();
  }

  /** The benchmark's method and its parameters. */
  private static String label(BenchmarkParams params) {
    String name = params.getBenchmark();
    int type = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
    StringBuilder label = new StringBuilder(name.substring(type + 1));
    for (String key : params.getParamsKeys()) {
      label.append(' ').append(params.getParam(key));
    }
    return label.toString();
  }

  /** All callers' MACs a second, in 1e9. */
  private static double gigaMacs(RunResult result) {
    BenchmarkParams params = result.getParams();
    double score = result.getPrimaryResult().getScore();
    double unitSeconds = params.getTimeUnit().toNanos(1) / (double) TimeUnit.SECONDS.toNanos(1);
    double perSecond =
        params.getMode() == Mode.Throughput
            ? score / unitSeconds
            : params.getThreads() / (score * unitSeconds);
    return subject(params).graph().macs() * perSecond / 1e9;
  }

  private static Subject subject(BenchmarkParams params) {
    return params.getParamsKeys().contains("op")
        ? SingleOp.valueOf(params.getParam("op"))
        : PublishedNetwork.valueOf(params.getParam("network"));
  }

  /** The threads that work at once: callers times threads of one inference. */
  private static int cores(BenchmarkParams params) {
    boolean threaded = params.getParamsKeys().contains("threads");
    return params.getThreads() * (threaded ? Integer.parseInt(params.getParam("threads")) : 1);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
