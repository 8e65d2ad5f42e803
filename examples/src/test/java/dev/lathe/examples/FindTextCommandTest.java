package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.examples.text.TextNetwork;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FindTextCommandTest extends CommandLineTest {

  private static final Shape INPUT = new Shape(736, 960, 3);

  private UnaryOperator<float[]> probabilities = UnaryOperator.identity();
  private UnaryOperator<float[]> directions = UnaryOperator.identity();

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        new KnownNetwork(
            MainTest.Reported.class,
            weights -> OnnxModel.textDirection(output -> directions.apply(output))),
        List.of(
            new TextNetwork(
                INPUT,
                weights -> OnnxModel.findText(INPUT, output -> probabilities.apply(output)))),
        Networks.ALL);
  }

  @Test
  void drawsAPageAndReadsIt() throws IOException {
    assertThat(run("find-text", "--save", folder.resolve("out").toString())).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("page: 720x960 pixels as 720x960 in 736x960, 11 lines, ")
        .containsPattern("\n4 +0\\.9\\d\\d +upside down +\\d+\\.\\d{3}% +6[78]\\d, 26\\d ")
        .contains("largest difference from ONNX Runtime 0.0e+00, allowed 1e-04")
        .contains("11 of 11 drawn lines found and turned right");
    BufferedImage image = ImageIO.read(folder.resolve("out/page-lines.png").toFile());
    assertThat(new Color(image.getRGB(428, 535))).as("tab 9").isEqualTo(new Color(0x1a7f37));
    assertThat(new Color(image.getRGB(808, 283))).as("tab 4").isEqualTo(new Color(0xc4321e));
    assertThat(folder.resolve("out/page-lines/11.png")).isNotEmptyFile();
    assertThat(folder.resolve("out/page-lines/12.png")).doesNotExist();
  }

  @Test
  void failsWhereALineIsMissedAndProbabilitiesDiffer() {
    probabilities = output -> new float[output.length];
    assertThat(run("find-text", "--save", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("[Difference] largest difference from ONNX Runtime 1.0e+00, allowed 1e-04")
        .contains("[Lines] 0 of 11 drawn lines found and turned right; not: Invoice No. 2047; ");
    assertThat(out.toString()).contains(", 0 lines, ").doesNotContain("degrees");
  }

  @Test
  void failsWhereLinesAreTurnedWrong() {
    directions = output -> new float[] {output[1], output[0]};
    assertThat(run("find-text", "--no-compare", "--save", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Lines] 0 of 11");
    assertThat(out.toString()).contains(", 11 lines, ").doesNotContain("ONNX Runtime");
  }

  @Test
  void failsWhereThereIsALineTooMany() {
    probabilities =
        output -> {
          for (int y = 620; y < 650; y++) {
            Arrays.fill(output, y * 960 + 500, y * 960 + 700, 1);
          }
          return output;
        };
    assertThat(run("find-text", "--no-compare", "--save", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("[Lines] 11 of 11 drawn lines found and turned right, and more: 12 lines");
  }

  @Test
  void takesPicturesOfItsUser() {
    String missing = folder.resolve("none.png").toString();
    String save = folder.resolve("out").toString();
    assertThat(run("find-text", "--save", save, picture, missing)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ImageMissing]").doesNotContain("\tat ");
    assertThat(out.toString())
        .containsPattern("picture\\.png: 8x8 pixels as 8x8 in 736x960, \\d lines?, \\d")
        .contains("largest difference from ONNX Runtime 0.0e+00, allowed 2e-04");
    assertThat(folder.resolve("out/picture-lines.png")).isNotEmptyFile();
  }
}
