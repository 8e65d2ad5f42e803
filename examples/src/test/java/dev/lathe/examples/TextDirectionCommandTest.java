package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TextDirectionCommandTest extends CommandLineTest {

  private UnaryOperator<float[]> change = UnaryOperator.identity();

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        new KnownNetwork(
            MainTest.Reported.class,
            weights -> OnnxModel.textDirection(output -> change.apply(output))),
        Networks.FIND_TEXT,
        Networks.ALL);
  }

  @Test
  void agreesWithItself() {
    assertThat(run("text-direction", "--save", folder.toString(), picture)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("Reported 1x1x3\nlayer  MACs\nstem      9\n")
        .doesNotContain("stem.activation")
        .containsPattern("Invoice No\\. 2047 +upright +\\d+\\.\\d+%")
        .containsPattern("Invoice No\\. 2047, turned +upside down")
        .containsPattern("picture\\.png +up")
        .contains("12 of 12 drawn pictures judged right", "largest difference");
    assertThat(folder.resolve("invoice-no-2047-turned.png")).isNotEmptyFile();
  }

  @Test
  void failsWhereProbabilitiesDiffer() {
    change = output -> new float[] {output[0] + 2e-5f, output[1]};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Difference] largest difference from ONNX Runtime 2.");
    assertThat(run("text-direction", "--no-compare")).isZero();
    assertThat(out.toString()).doesNotContain("ONNX Runtime");
  }

  @Test
  void failsWhereADrawnPictureIsMisjudged() {
    change = output -> new float[] {output[1], output[0]};
    assertThat(run("text-direction", "--no-compare")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Verdict] misjudged: Invoice No. 2047; ");
    change = output -> new float[] {Float.NaN, Float.NaN};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).contains("[Verdict]", "[Difference]");
  }

  @Test
  void needsReadablePictures() {
    assertThat(run("text-direction", "--no-compare", weights)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ImageFormat]");
    assertThat(out.toString()).contains("12 of 12");
  }
}
