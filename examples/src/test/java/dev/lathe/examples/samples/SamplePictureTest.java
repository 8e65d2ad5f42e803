package dev.lathe.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplePictureTest {

  @Test
  void picturesAreTheSameEveryTime() {
    List<SamplePicture> once = SamplePicture.drawAll();
    List<SamplePicture> again = SamplePicture.drawAll();
    assertThat(once).hasSameSizeAs(again).extracting(SamplePicture::name).doesNotHaveDuplicates();
    for (int i = 0; i < once.size(); i++) {
      assertThat(pixels(once.get(i).image())).isEqualTo(pixels(again.get(i).image()));
    }
  }

  @Test
  void picturesHoldALineOfText() {
    for (SamplePicture picture : SamplePicture.drawAll()) {
      int[] pixels = pixels(picture.image());
      int ground = pixels[0] >> 8 & 0xff;
      int ink = 0;
      for (int pixel : pixels) {
        ink += Math.abs((pixel >> 8 & 0xff) - ground) > 80 ? 1 : 0;
      }
      assertThat((double) ink / pixels.length).as(picture.name()).isBetween(0.05, 0.4);
      assertThat((double) picture.image().getWidth() / picture.image().getHeight())
          .as(picture.name())
          .isGreaterThan(2);
    }
  }

  @Test
  void everySecondPictureIsTheOneBeforeUpsideDown() {
    List<SamplePicture> pictures = SamplePicture.drawAll();
    for (int i = 0; i + 1 < pictures.size(); i += 2) {
      assertThat(pictures.get(i).upright()).hasValue(true);
      assertThat(pictures.get(i + 1).upright()).hasValue(false);
      int[] upright = pixels(pictures.get(i).image());
      int[] turned = pixels(pictures.get(i + 1).image());
      for (int p = 0; p < upright.length; p++) {
        assertThat(turned[upright.length - 1 - p]).isEqualTo(upright[p]);
      }
    }
  }

  @Test
  void everyCharacterStaysInItsBox() {
    StrokeFont font = StrokeFont.load();
    for (char character :
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-/".toCharArray()) {
      Rectangle2D box = font.strokes(String.valueOf(character), 0).getBounds2D();
      assertThat(box.getMinX()).as("%s", character).isGreaterThanOrEqualTo(-0.2);
      assertThat(box.getMaxX()).as("%s", character).isBetween(0.3, 7.4);
      assertThat(box.getMinY()).as("%s", character).isGreaterThanOrEqualTo(-2.3);
      assertThat(box.getMaxY()).as("%s", character).isLessThanOrEqualTo(7.4);
    }
  }

  @Test
  void lettersFollowEachOther() {
    StrokeFont font = StrokeFont.load();
    double one = font.strokes("n", 1).getBounds2D().getMaxX();
    assertThat(font.strokes("nn", 1).getBounds2D().getMaxX()).isEqualTo(2 * one + 1);
    assertThat(font.strokes("n n", 1).getBounds2D().getMaxX()).isGreaterThan(2 * one + 3);
    assertThatThrownBy(() -> font.strokes("n%", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'%'");
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
