package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import dev.lathe.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SegmentCommandTest extends CommandLineTest {

  /** The scores, and those of an auxiliary head. */
  private static final List<Shape> OUTPUTS = List.of(new Shape(2, 4, 21), new Shape(2, 4, 21));

  private static final int CAT = 8;
  private static final int SHEEP = 17;

  private interface DeepLabV3 extends Model {}

  private interface Classifier extends Model {}

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        Networks.TEXT_DIRECTION,
        new KnownNetworks(
            List.of(
                new KnownNetwork(DeepLabV3.class, weights -> segmenter()),
                new KnownNetwork(Classifier.class, weights -> FixedModel.logits()))));
  }

  /** Sees a cat on the right, a sheep in the lower left corner and background elsewhere. */
  private static Model segmenter() {
    float[] scores = new float[OUTPUTS.getFirst().elements()];
    for (int pixel = 0; pixel < 8; pixel++) {
      scores[pixel * 21] = -1;
      scores[pixel * 21 + label(pixel)] = 2;
    }
    return new FixedModel(
        new Shape(4, 4, 3), OUTPUTS, () -> new float[][] {scores, new float[scores.length]});
  }

  private static int label(int pixel) {
    return pixel % 4 == 3 ? CAT : pixel == 4 ? SHEEP : 0;
  }

  @Test
  void classesAreListedAndTinted() throws IOException {
    assertThat(run("segment", "-w", weights, "--save", folder.toString(), picture)).isZero();
    assertThat(err.toString()).isEmpty();
    Path drawn = folder.resolve("picture-segmented.png");
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).matches(".*picture\\.png \\(\\d+\\.\\d\\d ms\\)"),
            line -> assertThat(line).isEqualTo("  62.50%  __background__"),
            line -> assertThat(line).isEqualTo("  25.00%  cat"),
            line -> assertThat(line).isEqualTo("  12.50%  sheep"),
            line -> assertThat(line).isEqualTo("drawn on " + drawn));
    BufferedImage image = ImageIO.read(drawn.toFile());
    BufferedImage original = ImageIO.read(Path.of(picture).toFile());
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int label = label(y / 4 * 4 + x / 2);
        Color before = new Color(original.getRGB(x, y));
        Color tint = label == 0 ? before : ClassColours.of(label);
        Color after = new Color(image.getRGB(x, y));
        assertThat(after.getRed()).isEqualTo((before.getRed() + tint.getRed()) / 2);
        assertThat(after.getBlue()).isEqualTo((before.getBlue() + tint.getBlue()) / 2);
      }
    }
  }

  @Test
  void argumentsThatMakeNoSense() {
    assertUsage("Missing required", "segment", picture);
    assertUsage("[UnknownNetwork]", "segment", "-n", "Fcn", "-w", weights, picture);
    assertThat(run("segment", "-n", "Classifier", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[LabelCount] 21 labels for 3 classes");
  }
}
