package dev.lathe.examples;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The networks that the command line can run.
 *
 * @param all in the order in which they are listed
 */
record KnownNetworks(List<KnownNetwork> all) {

  KnownNetworks {
    all = List.copyOf(all);
  }

  /**
   * The network of a name, in any case.
   *
   * @throws ParameterException if there is none
   */
  KnownNetwork byName(String name, CommandLine commandLine) {
    return all.stream()
        .filter(network -> network.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    commandLine,
                    "[UnknownNetwork] there is no network '"
                        + name
                        + "'; take one of "
                        + all.stream().map(KnownNetwork::name).collect(Collectors.joining(", "))));
  }
}
