package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.examples.samples.StrokeFont;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DetectCommandTest extends CommandLineTest {

  private static final List<Shape> OUTPUTS =
      List.of(
          new Shape(2, 2, 6 * 91),
          new Shape(1, 1, 6 * 91),
          new Shape(2, 2, 6 * 4),
          new Shape(1, 1, 6 * 4));

  private interface SsdLite extends Model {}

  private interface Classifier extends Model {}

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        Networks.TEXT_DIRECTION,
        Networks.FIND_TEXT,
        new KnownNetworks(
            List.of(
                new KnownNetwork(SsdLite.class, weights -> detector()),
                new KnownNetwork(Classifier.class, weights -> FixedModel.logits()))));
  }

  /** Sees a dog in the upper right quarter, and doubts that there is a cat. */
  private static Model detector() {
    float[][] answer =
        OUTPUTS.stream().map(shape -> new float[shape.elements()]).toArray(float[][]::new);
    for (int map = 0; map < 2; map++) {
      for (int i = 0; i < answer[map].length; i += 91) {
        answer[map][i] = 20;
      }
    }
    answer[0][6 * 91 + 18] = 23; // e^3 times as likely as the background
    answer[1][17] = 19;
    return new FixedModel(new Shape(10, 10, 3), OUTPUTS, () -> answer);
  }

  private String yard(String subfolder) throws IOException {
    BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB);
    Path path = Files.createDirectories(folder.resolve(subfolder)).resolve("yard.png");
    ImageIO.write(image, "png", path.toFile());
    return path.toString();
  }

  @Test
  void objectsAreListedAndDrawn() throws IOException {
    Path save = folder.resolve("new/folder");
    assertThat(run("detect", "-w", weights, "--save", save.toString(), yard("a"))).isZero();
    assertThat(err.toString()).isEmpty();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).matches(".*yard\\.png \\(\\d+\\.\\d\\d ms\\)");
    assertThat(lines.get(1)).matches("object +score +left +top +right +bottom");
    assertThat(lines.get(3)).matches("dog +95\\.26% +130 +15 +170 +35");
    Path drawn = save.resolve("yard-detected.png");
    assertThat(lines.get(4)).isEqualTo("drawn on " + drawn);
    BufferedImage image = ImageIO.read(drawn.toFile());
    assertThat(image.getWidth()).isEqualTo(200);
    int box = ClassColours.of(18).getRGB();
    assertThat(image.getRGB(130, 25)).as("the box's left edge").isNotEqualTo(-1);
    assertThat(image.getRGB(150, 35)).as("its bottom edge").isNotEqualTo(-1);
    assertThat(image.getRGB(132, 2)).as("behind the caption").isEqualTo(box);
    assertThat(image.getRGB(150, 25)).as("transparent, so white").isEqualTo(-1);
  }

  @Test
  void theThresholdDecidesWhatIsShown() {
    String save = folder.toString();
    assertThat(run("detect", "-w", weights, "-t", "0.2", "--save", save, picture)).isZero();
    assertThat(out.toString()).contains("dog     95.26%", "cat     26.89%");
    assertThat(run("detect", "-w", weights, "-t", "0.96", "--save", save, picture)).isZero();
    assertThat(out.toString()).contains("object").doesNotContain("dog", "cat ");
  }

  @Test
  void labelsMayHaveAnyLetters() throws IOException {
    Path labels = Files.write(folder.resolve("labels.txt"), Collections.nCopies(91, "größe_ß"));
    String save = folder.toString();
    assertThat(run("detect", "-w", weights, "-l", labels.toString(), "--save", save, picture))
        .isZero();
    assertThat(out.toString()).contains("größe_ß  95.26%");
    assertThat(StrokeFont.load().writable("größe_ß 1/2")).isEqualTo("gr--e-- 1/2");
  }

  @Test
  void picturesOfOneNameAreSavedUnderTwo() throws IOException {
    String save = folder.toString();
    assertThat(run("detect", "-w", weights, "--save", save, yard("a"), yard("b"))).isZero();
    assertThat(folder.resolve("yard-detected.png")).isNotEmptyFile();
    assertThat(folder.resolve("yard-detected-2.png")).isNotEmptyFile();
  }

  @Test
  void argumentsThatMakeNoSense() throws IOException {
    assertUsage("Missing required", "detect", picture);
    assertUsage("[Threshold]", "detect", "-w", weights, "-t", "50", picture);
    assertUsage("[Threshold]", "detect", "-w", weights, "-t", "NaN", picture);
    assertUsage("[UnknownNetwork]", "detect", "-n", "Ssd", "-w", weights, picture);
    assertThat(run("detect", "-n", "Classifier", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[DetectorOutputs]").doesNotContain("\tat ");
    Path labels = Files.writeString(folder.resolve("labels.txt"), "background\ndog\n");
    assertThat(run("detect", "-w", weights, "-l", labels.toString(), picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[LabelCount] 2 labels for 91 classes");
    String missing = folder.resolve("none.png").toString();
    assertThat(run("detect", "-w", weights, missing)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ImageMissing]");
  }
}
