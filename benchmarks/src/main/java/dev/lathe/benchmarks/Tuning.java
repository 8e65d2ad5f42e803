package dev.lathe.benchmarks;

import dev.lathe.annotation.Storage;
import dev.lathe.examples.Table;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.fuse.Fuser;
import dev.lathe.processor.fuse.FusionPlan;
import dev.lathe.processor.kernels.CompiledKernels;
import dev.lathe.processor.plan.KernelPlans;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Planner;
import dev.lathe.processor.plan.Tile;
import dev.lathe.runtime.Kernels;
import dev.lathe.runtime.Lanes;
import dev.lathe.runtime.Parameters;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the planner's choice costs against others: a network is planned with other tiles and other
 * cache sizes, compiled in memory, and each plan's inferences alternate with the planner's.
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="tune --network MobileNetV2"
 * }</pre>
 */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = "Plans a network in other ways and compares them with the planner's choice.")
final class Tuning implements Callable<Integer> {

  private static final long SEED = 2026;

  /** More than HotSpot's second compiler waits for. */
  private static final int WARM_UP_CALLS = 12_000;

  @Option(
      names = "--network",
      required = true,
      description = "${COMPLETION-CANDIDATES}; may be repeated")
  private List<PublishedNetwork> networks;

  @Option(names = "--rounds", description = "blocks of each plan (default: ${DEFAULT-VALUE})")
  private int rounds = 30;

  @Option(names = "--block", description = "inferences of a block (default: ${DEFAULT-VALUE})")
  private int block = 10;

  @Option(
      names = "--warm-up",
      description = "seconds before the first round (default: ${DEFAULT-VALUE})")
  private double warmUp = 8;

  @Spec private CommandSpec spec;

  /** A plan that runs on one thread. */
  private record Plan(
      Kernels kernels, float[][] inputs, float[][] outputs, float[] arena, float[] packed) {

    static Plan of(Parameters parameters, Machine machine, FusionPlan fusion) {
      Graph graph = parameters.graph();
      KernelPlans plans = new KernelPlans(List.of(Planner.plan(fusion, machine, Storage.SINGLE)));
      Kernels kernels = CompiledKernels.of(graph, plans).lanes(machine.lanes());
      float[] packed = new float[kernels.packedLength()];
      kernels.pack(parameters, packed);
      warm(kernels);
      float[][] outputs =
          graph.outputs().stream()
              .map(output -> new float[graph.shape(output).elements()])
              .toArray(float[][]::new);
      return new Plan(
          kernels,
          SeededWeights.inputs(graph, SEED),
          outputs,
          new float[kernels.arenaLength(1)],
          packed);
    }

    /**
     * Long and short loops, as a model's leaves are warmed: inferences alone profile them worse.
     */
    private static void warm(Kernels kernels) {
      float[] scratch = new float[Kernels.SCRATCH];
      for (int leaf = 0; leaf < kernels.leaves(); leaf++) {
        for (int call = 0; call < WARM_UP_CALLS; call++) {
          int tiles = call % 64 == 0 ? 1 : 0; // the others only count
          kernels.warmUp(leaf, 0, tiles, 8 + call % 40, scratch, scratch, scratch);
        }
      }
    }

    double millis() {
      long start = System.nanoTime();
      for (int step = 0; step < kernels.steps(); step++) {
        kernels.run(step, 0, 1, kernels.leaves(), inputs, outputs, arena, packed);
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  @Override
  public Integer call() {
    Machine chosen =
        Machine.ALL.stream()
            .filter(machine -> machine.lanes() == Lanes.count())
            .findFirst()
            .orElseThrow();
    PrintWriter out = spec.commandLine().getOut();
    for (PublishedNetwork network : networks) {
      out.printf("%s at %d lanes%n", network, chosen.lanes());
      race(network.graph(), candidates(chosen)).lines().forEach(out::println);
    }
    return 0;
  }

  /** The planner's choice first. */
  private static Map<String, Machine> candidates(Machine chosen) {
    Map<String, Machine> machines = new LinkedHashMap<>();
    machines.put("as planned", chosen);
    for (int kibibytes = 128; kibibytes <= 8192; kibibytes *= 2) {
      if (kibibytes << 10 != chosen.cacheBytes()) {
        machines.put("cache of " + kibibytes + " KiB", chosen.withCache(kibibytes << 10));
      }
    }
    List<Tile> tiles = chosen.tiles();
    machines.put("at most 2 vectors wide", chosen.withTiles(tiles.subList(0, 2)));
    machines.put(
        "one input channel a turn",
        chosen.withTiles(
            tiles.stream().map(tile -> new Tile(tile.pixels(), tile.vectors(), 1)).toList()));
    if (chosen.registers() >= 32) {
      Tile one = tiles.get(0);
      Tile two = tiles.get(1);
      Tile three = tiles.get(2);
      Tile four = tiles.get(3);
      machines.put("at most 3 vectors wide", chosen.withTiles(List.of(one, two, three)));
      machines.put("12x2", chosen.withTiles(List.of(one, new Tile(12, 2, 2), three, four)));
      machines.put("8x3", chosen.withTiles(List.of(one, two, new Tile(8, 3, 1), four)));
      machines.put("6x4", chosen.withTiles(List.of(one, two, three, new Tile(6, 4, 1))));
    }
    return machines;
  }

  private Table race(Graph graph, Map<String, Machine> machines) {
    FusionPlan fusion = Fuser.fuse(graph);
    Parameters parameters = SeededWeights.bound(graph, SEED);
    List<Plan> plans =
        machines.values().stream().map(machine -> Plan.of(parameters, machine, fusion)).toList();
    long start = System.nanoTime();
    while ((System.nanoTime() - start) / 1e9 < warmUp) {
      plans.forEach(Plan::millis);
    }
    double[][] millis = new double[plans.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < plans.size(); i++) {
        int plan = (i + round) % plans.size();
        double[] each = new double[block];
        for (int run = 0; run < block; run++) {
          each[run] = plans.get(plan).millis();
        }
        millis[plan][round] = Median.of(each);
      }
    }
    return table(new ArrayList<>(machines.keySet()), millis);
  }

  private static Table table(List<String> names, double[][] millis) {
    Table table = new Table(List.of("plan", "ms", "to as planned"));
    for (int plan = 0; plan < millis.length; plan++) {
      double[] ratios = new double[millis[plan].length];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = millis[plan][round] / millis[0][round];
      }
      table.add(
          List.of(
              names.get(plan),
              String.format(Locale.ROOT, "%.3f", Median.of(millis[plan])),
              String.format(Locale.ROOT, "%.3f", Median.of(ratios))));
    }
    return table;
  }
}
