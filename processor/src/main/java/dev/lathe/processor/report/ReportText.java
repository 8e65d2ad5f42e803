package dev.lathe.processor.report;

import dev.lathe.graph.Role;
import dev.lathe.processor.report.NetworkReport.LayerReport;
import dev.lathe.processor.report.NetworkReport.OpReport;
import dev.lathe.processor.report.TextTable.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report as people read it. */
final class ReportText {

  private static final int LINE = 100;
  private static final int BAR = 20;

  private final NetworkReport report;

  private ReportText(NetworkReport report) {
    this.report = report;
  }

  /** The text, which ends with a line feed. */
  static String of(NetworkReport report) {
    ReportText text = new ReportText(report);
    return String.join(
        "\n",
        report.network() + "\n",
        text.totals(),
        "Layers\n",
        text.layers(),
        "Ops\n",
        text.ops(),
        text.notes());
  }

  private String totals() {
    NetworkReport.Totals totals = report.totals();
    return """
      input    %s
      output   %s
      MACs     %s
      params   %s
      weights  %s (%s bytes)
      arena    %s (%s bytes), fullest at %s
    """
        .formatted(
            inputs(),
            outputs(),
            Figures.grouped(totals.macs()),
            Figures.grouped(totals.params()),
            Figures.bytes(totals.weightBytes()),
            Figures.grouped(totals.weightBytes()),
            Figures.bytes(totals.arenaBytes()),
            Figures.grouped(totals.arenaBytes()),
            totals.peakLayer());
  }

  private String inputs() {
    String further = report.furtherInputs() == null ? "" : ", " + named(report.furtherInputs());
    return shape(report.input()) + further;
  }

  private String outputs() {
    return report.outputs() == null ? shape(report.output()) : named(report.outputs());
  }

  /** {@code "20x20x24 (boxes), 20x20x546 (scores)"}. */
  private static String named(Map<String, List<Integer>> shapes) {
    return shapes.entrySet().stream()
        .map(it -> shape(it.getValue()) + " (" + it.getKey() + ")")
        .collect(Collectors.joining(", "));
  }

  private String layers() {
    TextTable table =
        new TextTable(
            Column.left("layer"),
            Column.left("op"),
            Column.left("input"),
            Column.left("output"),
            Column.right("params"),
            Column.right("MACs"),
            Column.right("share"),
            Column.left(""),
            Column.right("standard MACs"),
            Column.right("reduction"));
    double most = report.layers().stream().mapToDouble(LayerReport::share).max().orElse(0);
    for (LayerReport layer : report.layers()) {
      table.row(
          layer.name(),
          layer.op(),
          shape(layer.input()),
          shape(layer.output()),
          figure(layer.params()),
          figure(layer.macs()),
          layer.macs() == 0 ? "" : Figures.percent(layer.share()),
          most == 0 ? "" : "#".repeat((int) Math.round(BAR * layer.share() / most)),
          Optional.ofNullable(layer.standardMacs()).map(Figures::grouped).orElse(""),
          Optional.ofNullable(layer.reduction()).map(Figures::times).orElse(""));
    }
    return table.toString();
  }

  private String ops() {
    List<OpReport> ops = report.layers().stream().flatMap(it -> it.ops().stream()).toList();
    TextTable table =
        new TextTable(
            Column.left("name"),
            Column.left("op"),
            Column.left("input"),
            Column.left("output"),
            Column.left("weights"),
            Column.right("params"),
            Column.right("MACs"),
            Column.right("share"),
            Column.left(ops.stream().allMatch(it -> it.kernel() == null) ? "" : "kernel"));
    for (int i = 0; i < ops.size(); i++) {
      OpReport op = ops.get(i);
      boolean activated = i + 1 < ops.size() && isActivation(ops.get(i + 1), op);
      table.row(
          op.name(),
          activated ? op.op() + " + " + ops.get(i + 1).op() : op.op(),
          shape(op.input()),
          shape(op.output()),
          op.weights().stream().map(ReportText::weights).collect(Collectors.joining()),
          figure(op.params()),
          figure(op.macs()),
          op.macs() == 0 ? "" : Figures.percent(op.share()),
          Optional.ofNullable(op.kernel()).orElse(""));
      if (activated) {
        i++;
      }
    }
    return table.toString();
  }

  /** What the figures mean, in lines of a readable length. */
  private String notes() {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : report.macDefinition().split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > LINE) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text
        + "\n\"standard MACs\" are those of the standard convolutions that a block replaces; its"
        + " reduction is\n1/(1/N + 1/k^2) for N output channels and a k x k kernel.\n";
  }

  /** Whether an op is the activation behind another, which then shares its row. */
  private static boolean isActivation(OpReport op, OpReport before) {
    return op.name().equals(before.name() + "." + Role.ACTIVATION.label());
  }

  private static String figure(long value) {
    return value == 0 ? "" : Figures.grouped(value);
  }

  private static String shape(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static String weights(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }
}
