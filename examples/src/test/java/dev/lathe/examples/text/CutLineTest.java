package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutLineTest {

  /** Takes a line for upright if its upper left is red. */
  private static final Model RED_COMES_FIRST =
      new Model() {
        @Override
        public Shape inputShape() {
          return new Shape(1, 1, 1);
        }

        @Override
        public Shape outputShape() {
          return new Shape(1, 1, 2);
        }

        @Override
        public List<Layer> layers() {
          return List.of();
        }

        @Override
        public float[] run(BufferedImage line) {
          float upright = isRed(line) ? 0.75f : 0.25f;
          return new float[] {upright, 1 - upright};
        }

        @Override
        public void run(float[] input, float[] output) {
          throw new UnsupportedOperationException("takes images");
        }
      };

  private static boolean isRed(BufferedImage line) {
    Color color = new Color(line.getRGB(line.getWidth() / 4, line.getHeight() / 4));
    return color.getRed() > 200 && color.getGreen() < 50 && color.getBlue() < 50;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, -40, 90, 180, 200, 270})
  void aLineIsCutOutLevelAndUpright(int degrees) {
    TurnedRectangle outline = new TurnedRectangle(100, 90, 80, 20, Math.toRadians(degrees));
    BufferedImage picture = new BufferedImage(200, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.transform(outline.fromOrigin());
    graphics.setColor(Color.BLUE);
    graphics.fill(new Rectangle2D.Double(0, 0, 80, 20));
    graphics.setColor(Color.RED);
    graphics.fill(new Rectangle2D.Double(0, 0, 40, 10));
    graphics.dispose();
    boolean upsideDown = degrees >= 180;
    TextBox seen = new TextBox(upsideDown ? outline.halfTurned() : outline, 0.9);

    CutLine line = CutLine.of(picture, seen, RED_COMES_FIRST);

    assertThat(line.upsideDown()).isEqualTo(upsideDown);
    assertThat(line.probability()).isEqualTo(0.75f);
    assertThat(line.image().getWidth()).isEqualTo(80);
    assertThat(line.image().getHeight()).isEqualTo(20);
    assertThat(isRed(line.image())).isTrue();
    TurnedRectangle upright = line.box().outline();
    assertThat(Math.IEEEremainder(upright.angle() - outline.angle(), 2 * Math.PI))
        .isCloseTo(0, within(1e-9));
  }
}
