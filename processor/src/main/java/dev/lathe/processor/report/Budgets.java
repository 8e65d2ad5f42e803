package dev.lathe.processor.report;

import dev.lathe.graph.Role;
import dev.lathe.processor.declare.BudgetDeclaration;
import dev.lathe.processor.declare.NetworkDeclaration;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.report.NetworkReport.OpReport;
import dev.lathe.processor.report.NetworkReport.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Holds a network's figures against its budget. */
public final class Budgets {

  private final String network;
  private final NetworkReport report;
  private final BudgetDeclaration budget;
  private final List<Problem> problems = new ArrayList<>();

  private Budgets(String network, NetworkReport report, BudgetDeclaration budget) {
    this.network = network;
    this.report = report;
    this.budget = budget;
  }

  /** The report, with an error for each figure over the budget and warnings near it. */
  public static Outcome<NetworkReport> check(NetworkDeclaration declaration, NetworkReport report) {
    return Outcome.of(
        report,
        declaration
            .budget()
            .map(it -> new Budgets(declaration.name().simpleName(), report, it).problems())
            .orElse(List.of()));
  }

  private List<Problem> problems() {
    Totals totals = report.totals();
    check(Code.BudgetMacs, "macs", "MACs", totals.macs(), budget.macs(), OpReport::macs);
    check(
        Code.BudgetParams, "params", "params", totals.params(), budget.params(), OpReport::params);
    check(
        Code.BudgetWeightBytes,
        "weightBytes",
        "bytes of weights",
        totals.weightBytes(),
        budget.weightBytes(),
        op -> Float.BYTES * op.params());
    check(
        Code.BudgetArenaBytes,
        "arenaBytes",
        "bytes of arena",
        totals.arenaBytes(),
        budget.arenaBytes(),
        Budgets::outputBytes);
    return problems;
  }

  private void check(
      Code code,
      String attribute,
      String unit,
      long actual,
      long limit,
      ToLongFunction<OpReport> cost) {
    if (actual > limit) {
      problems.add(
          Problem.error(
              code,
              budget.origins().at(attribute),
              "%s costs %s %s, %s over the budget of %s; largest: %s",
              network,
              Figures.grouped(actual),
              unit,
              Figures.grouped(actual - limit),
              Figures.grouped(limit),
              largest(cost)));
    } else if (limit != Long.MAX_VALUE && actual > budget.warnAt() * limit) {
      problems.add(
          Problem.warning(
              code,
              budget.origins().at(attribute),
              "%s costs %s %s, %s of the budget of %s; largest: %s",
              network,
              Figures.grouped(actual),
              unit,
              Figures.percent((double) actual / limit),
              Figures.grouped(limit),
              largest(cost)));
    }
  }

  /** {@code "head 20,070,400 (6.7%), …"}: the three costliest. */
  private String largest(ToLongFunction<OpReport> cost) {
    List<OpReport> ops = report.layers().stream().flatMap(it -> it.ops().stream()).toList();
    long all = ops.stream().mapToLong(cost).sum();
    return ops.stream()
        .sorted(Comparator.comparingLong(cost).reversed())
        .limit(3)
        .map(
            op ->
                op.name()
                    + " "
                    + Figures.grouped(cost.applyAsLong(op))
                    + " ("
                    + Figures.percent((double) cost.applyAsLong(op) / all)
                    + ")")
        .collect(Collectors.joining(", "));
  }

  /** The bytes of an op's result; an activation works on that of the op before it. */
  private static long outputBytes(OpReport op) {
    return op.name().endsWith("." + Role.ACTIVATION.label())
        ? 0
        : op.output().stream().mapToLong(Integer::longValue).reduce(Float.BYTES, (a, b) -> a * b);
  }
}
