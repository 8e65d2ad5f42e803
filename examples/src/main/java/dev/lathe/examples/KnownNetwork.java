package dev.lathe.examples;

import static java.util.stream.Collectors.joining;

import dev.lathe.Model;
import dev.lathe.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A network that the command line can run.
 *
 * @param declaration the interface that declares it
 * @param loader its generated class's {@code load}
 */
record KnownNetwork(Class<? extends Model> declaration, Function<Weights, Model> loader) {

  /** What the command line calls it: the interface's simple name. */
  String name() {
    return declaration.getSimpleName();
  }

  /** The report without the table of primitive ops, which is long. */
  String layersReport() throws IOException {
    return report().lines().takeWhile(line -> !line.equals("Ops")).collect(joining("\n")).strip();
  }

  /** The tables that the processor wrote when it compiled the network. */
  String report() throws IOException {
    String resource = "/META-INF/lathe/" + declaration.getName() + ".txt";
    try (InputStream report = declaration.getResourceAsStream(resource)) {
      if (report == null) {
        throw new IOException(
            "[ReportMissing] there is no " + resource + " on the class path; build the examples");
      }
      return new String(report.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }
}
