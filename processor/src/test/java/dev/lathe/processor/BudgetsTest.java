package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class BudgetsTest {

  private static final String LAYERS =
      """
      interface Net extends Model {
        @Conv(out = 8, kernel = 3, stride = 2) Layer stem();
        @Separable(out = 16) Layer separable();
        @Dense(out = 10) Layer classifier();
      }
      """;

  private static JavaFileObject network(String budget) {
    return Javac.source(
        "Net", "\n@Network(height = 16, width = 16)\n@Budget(" + budget + ")\n" + LAYERS);
  }

  private static Compilation compile(String budget) {
    return Javac.compile(network(budget));
  }

  @Test
  void withinTheBudgetNothingIsSaid() {
    Compilation compilation = compile("macs = 36864, params = 10730, warnAt = 1");
    assertThat(compilation).succeeded();
    assertThat(compilation.warnings().stream().map(it -> it.getMessage(null)))
        .noneMatch(warning -> warning.contains("Budget"));
  }

  @Test
  void moreMacsAreAnErrorAtTheValueWithTheCostliestOps() {
    Compilation compilation = compile("params = 20_000, macs = 36_000");
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation)
        .hadErrorContaining(
            "[BudgetMacs] Net costs 36,864 MACs, 864 over the budget of 36,000; largest: stem"
                + " 13,824 (37.5%), classifier 10,240 (27.8%), separable.0.pointwise 8,192 (22.2%)")
        .inFile(network("params = 20_000, macs = 36_000"))
        .onLine(3)
        .atColumn(33);
  }

  @Test
  void eachFigureHasItsBudget() {
    Compilation compilation = compile("macs = 1, params = 1, weightBytes = 1, arenaBytes = 1");
    assertThat(compilation.errors()).hasSize(4);
    assertThat(compilation)
        .hadErrorContaining(
            "[BudgetParams] Net costs 10,730 params, 10,729 over the budget of 1; largest:"
                + " classifier 10,250 (95.5%), stem 232 (2.2%), separable.0.pointwise 160 (1.5%)")
        .inFile(network(""))
        .onLine(3)
        .atColumn(28);
    assertThat(compilation).hadErrorContaining("[BudgetWeightBytes] Net costs ");
    assertThat(compilation)
        .hadErrorContaining("over the budget of 1; largest: separable.0.pointwise 4,096 (");
  }

  @Test
  void nearTheBudgetIsAWarning() {
    Compilation compilation = compile("macs = 40_000, warnAt = 0.9");
    assertThat(compilation).succeeded();
    assertThat(compilation)
        .hadWarningContaining(
            "[BudgetMacs] Net costs 36,864 MACs, 92.2% of the budget of 40,000; largest: stem")
        .inFile(network("macs = 40_000, warnAt = 0.9"))
        .onLine(3)
        .atColumn(16);
  }

  @Test
  void aBudgetIsNotInherited() {
    Compilation compilation =
        Javac.compile(
            Javac.source(
                "Net",
                "@Network(height = 16, width = 16) @Budget(macs = 40_000)"
                    + LAYERS
                    + "@Network(alpha = 4) interface Wide extends Net {}"));
    assertThat(compilation).succeeded();
  }

  @Test
  void aBudgetIsPositiveAndWarnsAtAFraction() {
    Compilation compilation = compile("macs = 0, warnAt = 1.5");
    assertThat(compilation.errors().stream().map(it -> it.getMessage(null)))
        .containsExactly(
            "[Range] Net's budget has macs = 0; it must be at least 1",
            "[Range] Net's budget has warnAt = 1.5; it must be at most 1");
  }
}
