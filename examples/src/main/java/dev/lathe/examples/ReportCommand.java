package dev.lathe.examples;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Prints a network's layers with their shapes, MACs and parameters.")
final class ReportCommand implements Callable<Integer> {

  private final KnownNetworks networks;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NETWORK", description = "The network's name.")
  private String name;

  ReportCommand(KnownNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().println(networks.byName(name, spec.commandLine()).report());
    return 0;
  }
}
