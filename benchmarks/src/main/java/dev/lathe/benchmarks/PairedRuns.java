package dev.lathe.benchmarks;

import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.examples.Table;
import dev.lathe.runtime.Lanes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The table of all networks: the engines take turns in one process, so that a busy machine slows
 * them alike, and the ratios are taken round by round.
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="paired"
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="paired --network MobileNetV2 --rounds 60"
 * }</pre>
 *
 * <p>A ratio is that engine's time over Lathe's: above 1, Lathe is faster. The last column is
 * Lathe's share of the measured register-only FMA peak; where Lathe does not run, the first
 * engine's.
 */
@Command(
    name = "paired",
    mixinStandardHelpOptions = true,
    description = "Compares the engines on each network, block by block in one process.")
final class PairedRuns implements Callable<Integer> {

  @Option(
      names = "--network",
      description = "${COMPLETION-CANDIDATES}; may be repeated (default: all)")
  private List<PublishedNetwork> networks = List.of(PublishedNetwork.values());

  @Option(
      names = "--engine",
      description = "${COMPLETION-CANDIDATES}; may be repeated (default: all)")
  private List<Engine> engines = List.of(Engine.values());

  @Option(names = "--threads", description = "threads of one inference (default: ${DEFAULT-VALUE})")
  private int threads = 1;

  @Option(
      names = "--batch",
      description = "images of one call, times are per image (default: ${DEFAULT-VALUE})")
  private int batch = 1;

  @Option(names = "--rounds", description = "blocks of each engine (default: ${DEFAULT-VALUE})")
  private int rounds = 30;

  @Option(names = "--block", description = "inferences of a block (default: ${DEFAULT-VALUE})")
  private int block = 20;

  @Option(
      names = "--warm-up",
      description = "seconds before the first round (default: ${DEFAULT-VALUE})")
  private double warmUp = 8;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<PairedResult> results = new ArrayList<>();
    for (PublishedNetwork network : networks) {
      if (!network.runsOn(base())) {
        throw new ParameterException(
            spec.commandLine(),
            "[Engine] " + network + " does not run on " + base() + "; add --engine LATHE");
      }
      List<Engine> racing = engines.stream().filter(network::runsOn).toList();
      try (PairedRace race = PairedRace.open(network, racing, threads, batch)) {
        results.add(race.run(new PairedRace.Length(warmUp, rounds, block)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    table(results).lines().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%d rounds of %d inferences each, medians; %d lanes; peak of one core %.1f GMAC/s%n",
        rounds,
        block,
        Lanes.count(),
        Median.of(results.stream().mapToDouble(PairedResult::gigaMacsPeak).toArray()));
    if (threads > 1) {
      out.printf(
          Locale.ROOT,
          "a cache line takes from thread to thread: %s; rounds above %.0f ns: %d of %d%n",
          number(
              "%.0f ns",
              Median.of(results.stream().mapToDouble(PairedResult::medianLineNanos).toArray())),
          LineProbe.FAR_NANOS,
          results.stream().mapToLong(PairedResult::farRounds).sum(),
          (long) rounds * results.size());
    }
    return 0;
  }

  /** What the others are compared with. */
  private Engine base() {
    return engines.contains(Engine.LATHE) ? Engine.LATHE : engines.get(0);
  }

  private Table table(List<PairedResult> results) {
    Engine base = base();
    List<Engine> others = engines.stream().filter(engine -> engine != base).toList();
    List<String> head = new ArrayList<>(List.of("network", "MMAC", base + " ms"));
    for (Engine other : others) {
      head.addAll(List.of(other + " ms", "ratio"));
    }
    head.add("% of peak");
    Table table = new Table(head);
    for (PairedResult result : results) {
      List<String> row = new ArrayList<>();
      row.add(result.subject().name());
      row.add(number("%.1f", result.macs() / 1e6));
      row.add(number("%.3f", result.millis(base)));
      for (Engine other : others) {
        boolean ran = result.subject().runsOn(other);
        row.add(ran ? number("%.3f", result.millis(other)) : "");
        row.add(ran ? number("%.3f", result.ratio(other, base)) : "");
      }
      row.add(number("%.1f", result.percentOfPeak(base)));
      table.add(row);
    }
    return table;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
