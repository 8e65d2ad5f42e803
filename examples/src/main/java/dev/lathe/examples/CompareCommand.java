package dev.lathe.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Sets networks beside each other: MACs, params, bytes of packed weights and of the arena.",
      "Behind each figure is how many times that of the first network it is."
    })
final class CompareCommand implements Callable<Integer> {

  private final KnownNetworks networks;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NETWORK", arity = "2..*", description = "The networks' names.")
  private List<String> names;

  CompareCommand(KnownNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Integer call() throws IOException {
    List<KnownNetwork> chosen =
        names.stream().map(name -> networks.byName(name, spec.commandLine())).toList();
    List<NetworkFigures> compared = new ArrayList<>();
    for (KnownNetwork network : chosen) {
      compared.add(NetworkFigures.of(network));
    }
    List<String> head = new ArrayList<>(List.of("network", "input"));
    for (String label : NetworkFigures.LABELS) {
      head.addAll(List.of(label, ""));
    }
    Table table = new Table(head);
    for (NetworkFigures figures : compared) {
      List<String> row = new ArrayList<>(List.of(figures.name(), figures.input()));
      for (String label : NetworkFigures.LABELS) {
        NetworkFigures.Cost cost = figures.costs().get(label);
        long first = compared.get(0).costs().get(label).amount();
        row.add(cost.text());
        row.add(times(cost.amount(), first));
      }
      table.add(row);
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  /** {@code 13.6x}; nothing where there is nothing to compare with. */
  private static String times(long amount, long first) {
    return first == 0 ? "" : String.format(Locale.ROOT, "%.2fx", (double) amount / first);
  }
}
