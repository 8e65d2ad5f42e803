package dev.lathe.benchmarks;

import dev.lathe.Shape;
import dev.lathe.benchmarks.engine.Agreement;
import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.ModelFiles;
import dev.lathe.benchmarks.engine.TemporaryFolder;
import dev.lathe.examples.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Cold starts: fresh processes, engine by engine in turn, that load a network from its file and run
 * it. It prints the medians of the times since the launch: {@code main} entered, network loaded,
 * first result, and an inference within 10% of steady state; then the first and the steady
 * inference, and the peak of resident memory.
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="cold"
 * mvn -q -Pbench -pl benchmarks -am package -DskipTests -Dlathe.args="cold --network MobileNetV2 --launches 21"
 * }</pre>
 */
@Command(
    name = "cold",
    mixinStandardHelpOptions = true,
    description = "Measures fresh processes: launch to first result, and to steady state.")
final class ColdStart implements Callable<Integer> {

  @Option(
      names = "--network",
      description = "${COMPLETION-CANDIDATES}; may be repeated (default: ${DEFAULT-VALUE})")
  private List<PublishedNetwork> networks =
      List.of(
          PublishedNetwork.MobileNetV2,
          PublishedNetwork.MobileNetV3Large,
          PublishedNetwork.EfficientNetB0);

  @Option(
      names = "--engine",
      description = "${COMPLETION-CANDIDATES}; may be repeated (default: ${DEFAULT-VALUE})")
  private List<Engine> engines = List.of(Engine.LATHE, Engine.ONNX_RUNTIME);

  @Option(
      names = "--launches",
      description = "processes of each engine (default: ${DEFAULT-VALUE})")
  private int launches = 11;

  @Option(
      names = "--seconds",
      description =
          "how long each process goes on after its first result (default: ${DEFAULT-VALUE})")
  private double seconds = 6;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Table table =
        new Table(
            List.of(
                "ms since launch",
                "main",
                "loaded",
                "first result",
                "within 10%",
                "first run",
                "steady",
                "peak MiB"));
    for (PublishedNetwork network : networks) {
      measure(network).forEach((engine, runs) -> table.add(row(network, engine, runs)));
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private Map<Engine, List<ColdRun>> measure(PublishedNetwork network)
      throws IOException, InterruptedException {
    Map<Engine, List<ColdRun>> runs = new EnumMap<>(Engine.class);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      new ModelFiles(network, folder.path()).write(engines);
      for (int launch = 0; launch < launches; launch++) {
        for (Engine engine : engines) {
          ColdRun run = launch(network, engine, folder.path());
          runs.computeIfAbsent(engine, key -> new ArrayList<>()).add(run);
        }
      }
    }
    Shape shape = network.graph().outputShape();
    Engine first = engines.get(0);
    Agreement.Output expected = output(first, runs.get(first).get(0), shape);
    runs.forEach(
        (engine, all) ->
            all.forEach(
                run -> Agreement.require(network.name(), expected, output(engine, run, shape))));
    return runs;
  }

  private ColdRun launch(PublishedNetwork network, Engine engine, Path folder)
      throws IOException, InterruptedException {
    Path result = folder.resolve("result");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        engine == Engine.LATHE
            ? "--add-modules=jdk.incubator.vector"
            : "--enable-native-access=ALL-UNNAMED");
    command.add(ColdStartProcess.class.getName());
    command.addAll(ColdStartProcess.arguments(engine, network, folder, seconds, result));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // ONNX Runtime 1.29 overflows its stack where a command line has some 4,000 characters.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IOException(
          "[ColdStart] the process of %s on %s ended with %d:%n%s"
              .formatted(engine, network, status, Files.readString(log)));
    }
    return ColdRun.read(result);
  }

  private static Agreement.Output output(Engine engine, ColdRun run, Shape shape) {
    return new Agreement.Output(engine, engine.layout().toHwc(run.output(), shape));
  }

  private static List<String> row(PublishedNetwork network, Engine engine, List<ColdRun> runs) {
    return List.of(
        network + " " + engine,
        median("%.0f", runs, ColdRun::entered),
        median("%.0f", runs, ColdRun::loaded),
        median("%.0f", runs, ColdRun::first),
        median("%.0f", runs, ColdRun::nearSteady),
        median("%.2f", runs, ColdRun::firstInference),
        median("%.2f", runs, ColdRun::steady),
        median("%.0f", runs, ColdRun::peakMiB));
  }

  private static String median(
      String format, List<ColdRun> runs, ToDoubleFunction<ColdRun> figure) {
    return String.format(
        Locale.ROOT, format, Median.of(runs.stream().mapToDouble(figure).toArray()));
  }
}
