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
        Networks.FIND_TEXT,
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
    Path white = folder.resolve("white.png");
    ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB), "png", white.toFile());
    String save = folder.toString();
    assertThat(run("segment", "-w", weights, "--save", save, white.toString())).isZero();
    assertThat(err.toString()).isEmpty();
    Path drawn = folder.resolve("white-segmented.png");
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).matches(".*white\\.png \\(\\d+\\.\\d\\d ms\\)"),
            line -> assertThat(line).isEqualTo("  25.00%  cat"),
            line -> assertThat(line).isEqualTo("  12.50%  sheep"),
            line -> assertThat(line).isEqualTo("  62.50%  background"),
            line -> assertThat(line).isEqualTo("drawn on " + drawn));
    BufferedImage image = ImageIO.read(drawn.toFile());
    int captions = 40; // at the left, above this row
    for (int y = captions; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int label = label(y / 50 * 4 + x / 50);
        Color tint = label == 0 ? Color.WHITE : ClassColours.of(label);
        Color pixel = new Color(image.getRGB(x, y));
        assertThat(pixel.getRed()).isEqualTo((255 + tint.getRed()) / 2);
        assertThat(pixel.getGreen()).isEqualTo((255 + tint.getGreen()) / 2);
        assertThat(pixel.getBlue()).isEqualTo((255 + tint.getBlue()) / 2);
      }
    }
    assertThat(image.getRGB(0, 0)).isEqualTo(ClassColours.of(CAT).getRGB());
    assertThat(image.getRGB(0, 14)).isEqualTo(ClassColours.of(SHEEP).getRGB());
  }

  @Test
  void argumentsThatMakeNoSense() {
    assertUsage("Missing required", "segment", picture);
    assertUsage("[UnknownNetwork]", "segment", "-n", "Fcn", "-w", weights, picture);
    assertThat(run("segment", "-n", "Classifier", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[LabelCount] 21 labels for 3 classes");
  }
}
