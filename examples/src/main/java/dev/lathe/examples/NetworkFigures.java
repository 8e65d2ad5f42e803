package dev.lathe.examples;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network costs, as the head of its report says.
 *
 * @param name the network's
 * @param input H×W×C
 * @param costs by label, in the report's order
 */
record NetworkFigures(String name, String input, Map<String, Cost> costs) {

  /** The labels of the costs. */
  static final List<String> LABELS = List.of("MACs", "params", "weights", "arena");

  /**
   * A number of the report.
   *
   * @param text as it is written there
   * @param amount MACs, params or bytes
   */
  record Cost(String text, long amount) {}

  /** {@code 300,774,272}, or {@code 13.4 MiB (14,020,608 bytes)}. */
  private static final Pattern COST =
      Pattern.compile("([^(,]\\S*(?: [KMG]?i?B)?)(?: \\(([\\d,]+) bytes\\).*)?");

  /**
   * Reads them off the report.
   *
   * @throws IOException if it is missing, or has another form
   */
  static NetworkFigures of(KnownNetwork network) throws IOException {
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : network.report().lines().takeWhile(it -> !it.equals("Layers")).toList()) {
      String[] words = line.strip().split(" +", 2);
      if (words.length == 2) {
        head.put(words[0], words[1]);
      }
    }
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (String label : LABELS) {
      Matcher cost = COST.matcher(head.getOrDefault(label, ""));
      if (!cost.matches()) {
        throw new IOException(
            "[ReportForm] the report of "
                + network.name()
                + " says nothing of "
                + label
                + "; build the examples again");
      }
      String digits = cost.group(2) == null ? cost.group(1) : cost.group(2);
      costs.put(label, new Cost(cost.group(1), Long.parseLong(digits.replace(",", ""))));
    }
    return new NetworkFigures(network.name(), head.getOrDefault("input", ""), costs);
  }
}
