package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.WeightsException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest extends CommandLineTest {

  /** A network whose report is among the test resources. */
  interface Reported extends Model {}

  private interface Unreported extends Model {}

  private Model model = FixedModel.logits();

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        Networks.TEXT_DIRECTION,
        Networks.FIND_TEXT,
        new KnownNetworks(
            List.of(
                new KnownNetwork(Reported.class, weights -> model),
                new KnownNetwork(Unreported.class, weights -> model))));
  }

  @Test
  void helpAndVersion() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("text-direction", "find-text", "classify", "report");
    assertThat(run("classify", "--help")).isZero();
    assertThat(out.toString()).contains("--weights=FILE", "--top=K");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).containsPattern("Lathe examples \\d+\\.\\d+");
  }

  @Test
  void argumentsThatMakeNoSense() {
    assertUsage("[CommandMissing]");
    assertUsage("Unknown option", "text-direction", "--wrong");
    assertUsage("Did you mean: lathe-examples find-text", "find-txt");
    assertUsage("take one of Reported, Unreported", "report", "ResNet");
  }

  @Test
  void reportsAreReadFromTheClassPath() {
    assertThat(run("report", "reported")).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "Reported 1x1x3\nlayer  MACs\nstem      9\n\nOps\n\nstem.activation  relu\n");
    assertThat(run("report", "Unreported")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ReportMissing]").doesNotContain("\tat ");
  }

  @Test
  void weightsOfAnotherNetworkAreListedInAFewLines() {
    model =
        failing(new WeightsException("do not fit:", Collections.nCopies(40, "[TensorShape] stem")));
    assertThat(run("classify", "-n", "Reported", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString().lines().toList())
        .startsWith("do not fit:", "  [TensorShape] stem")
        .endsWith("  and 35 more")
        .hasSize(7);
  }

  @Test
  void whatNobodyExpectedAsksForAReport() {
    model = failing(new ArrayStoreException("odd"));
    assertThat(run("classify", "-n", "Reported", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Internal] java.lang.ArrayStoreException: odd; please");
  }

  private static Model failing(RuntimeException failure) {
    return new FixedModel(
        new Shape(2, 2, 3),
        List.of(new Shape(1, 1, 3)),
        () -> {
          throw failure;
        });
  }
}
