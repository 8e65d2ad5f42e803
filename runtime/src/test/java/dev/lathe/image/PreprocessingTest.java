package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.Shape;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> STD = List.of(0.229, 0.224, 0.225);
  private static final List<Integer> UNSTATED = List.of();

  @Test
  void normalisesEachChannel() {
    BufferedImage image = filled(5, 7, 0x0080ff);
    float[] out =
        new Preprocessing(
                UNSTATED,
                UNSTATED,
                Fit.STRETCH,
                Interpolation.BILINEAR,
                MEAN,
                STD,
                ChannelOrder.RGB,
                255)
            .apply(image, new Shape(2, 2, 3));
    assertThat(out).hasSize(12);
    for (int pixel = 0; pixel < 4; pixel++) {
      assertThat(out[3 * pixel]).isEqualTo((0f - 0.485f) / 0.229f);
      assertThat(out[3 * pixel + 1]).isEqualTo((128f / 255 - 0.456f) / 0.224f);
      assertThat(out[3 * pixel + 2]).isEqualTo((255f / 255 - 0.406f) / 0.225f);
    }
  }

  @Test
  void bgrKeepsEachColoursMean() {
    BufferedImage image = filled(1, 1, 0x102030);
    float[] out =
        new Preprocessing(
                UNSTATED,
                UNSTATED,
                Fit.STRETCH,
                Interpolation.NEAREST,
                List.of(1.0, 2.0, 3.0),
                List.of(1.0, 2.0, 4.0),
                ChannelOrder.BGR,
                1)
            .apply(image, new Shape(1, 1, 3));
    assertThat(out).containsExactly((0x30 - 3) / 4f, (0x20 - 2) / 2f, 0x10 - 1);
  }

  @Test
  void tensorflowsRange() {
    BufferedImage image = filled(1, 1, 0x0000ff);
    float[] out =
        raw(UNSTATED, UNSTATED, Fit.STRETCH, List.of(1.0), 127.5).apply(image, new Shape(1, 1, 3));
    assertThat(out).containsExactly(-1, -1, 1);
  }

  @Test
  void oneChannelGetsLuma() {
    float[] out =
        raw(UNSTATED, UNSTATED, Fit.STRETCH, List.of(0.0), 1)
            .apply(filled(3, 3, 0xff0000), new Shape(2, 2, 1));
    assertThat(out).containsExactly(76, 76, 76, 76);
  }

  /** torchvision: the shorter side 4 → 2, the longer ⌊2 · 11 / 4⌋ = 5, crop from round(1.5) = 2. */
  @Test
  void shorterSideThenCentreCrop() {
    BufferedImage image = new BufferedImage(11, 4, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 11; x++) {
      for (int y = 0; y < 4; y++) {
        image.setRGB(x, y, x * 0x010101);
      }
    }
    Preprocessing nearest =
        new Preprocessing(
            List.of(2),
            List.of(2),
            Fit.STRETCH,
            Interpolation.NEAREST,
            List.of(0.0),
            List.of(1.0),
            ChannelOrder.RGB,
            1);
    // pixels 2 and 3 of 5 lie over 2.5 · 2.2 = 5.5 and 3.5 · 2.2 = 7.7
    assertThat(nearest.apply(image, new Shape(2, 2, 1))).containsExactly(5, 7, 5, 7);
  }

  @Test
  void oddRestsOfTheCropRoundToEven() {
    assertThat(Axis.centre(9, 9, 8).first()).isEqualTo(0);
    assertThat(Axis.centre(9, 9, 6).first()).isEqualTo(2);
    assertThat(Axis.centre(9, 9, 4).first()).isEqualTo(2);
  }

  /** PaddleOCR: width ⌈4 · 5 / 3⌉ = 7 of 10, zeros after the normalisation behind it. */
  @Test
  void padRightKeepsTheAspectAndFillsWithZeros() {
    Preprocessing padded = raw(List.of(4, 10), UNSTATED, Fit.PAD_RIGHT, List.of(0.5), 255);
    float[] out = padded.apply(filled(5, 3, 0xffffff), new Shape(4, 10, 3));
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isEqualTo(i / 3 % 10 < 7 ? 0.5f : 0);
    }
  }

  @Test
  void padRightNeverExceedsTheWidth() {
    Preprocessing padded = raw(List.of(4, 10), UNSTATED, Fit.PAD_RIGHT, List.of(0.5), 255);
    assertThat(padded.apply(filled(300, 10, 0xffffff), new Shape(4, 10, 3))).containsOnly(0.5f);
  }

  @Test
  void openCvDiffersFromPillowWhereItSkipsPixels() {
    BufferedImage image = filled(8, 1, 0);
    image.setRGB(0, 0, 0xffffff);
    Shape input = new Shape(1, 2, 1);
    for (Interpolation interpolation : Interpolation.values()) {
      float[] out =
          new Preprocessing(
                  UNSTATED,
                  UNSTATED,
                  Fit.STRETCH,
                  interpolation,
                  List.of(0.0),
                  List.of(1.0),
                  ChannelOrder.RGB,
                  1)
              .apply(image, input);
      boolean sees =
          interpolation == Interpolation.BILINEAR || interpolation == Interpolation.BICUBIC;
      assertThat(out[0] != 0).as("%s", interpolation).isEqualTo(sees);
    }
  }

  @Test
  void extremeAspectsCostOnlyTheCrop() {
    Preprocessing imageNet = raw(List.of(256), List.of(224), Fit.STRETCH, List.of(0.0), 1);
    float[] out = imageNet.apply(filled(1, 20_000, 0x010101), new Shape(224, 224, 3));
    assertThat(out).containsOnly(1);
  }

  @Test
  void wrongLengthChangesNothing() {
    Preprocessing stretched = raw(UNSTATED, UNSTATED, Fit.STRETCH, List.of(0.0), 1);
    float[] out = {7, 7, 7, 7};
    assertThatThrownBy(() -> stretched.apply(filled(2, 2, 0), new Shape(1, 1, 3), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[InputLength] the array has 4 floats, but the network takes 1x1x3");
    assertThat(out).containsOnly(7);
  }

  @Test
  void mismatchesNameTheRemedy() {
    Shape input = new Shape(128, 160, 3);
    assertThat(raw(List.of(), List.of(), Fit.STRETCH, List.of(0.0), 1).mismatch(input)).isEmpty();
    assertThat(raw(List.of(256), List.of(224), Fit.STRETCH, List.of(0.0), 1).mismatch(input))
        .hasValue(
            "[PreprocessSize] images become 224x224, but the network takes 128x160x3; state crop ="
                + " {128, 160}");
    assertThat(raw(List.of(256), List.of(), Fit.STRETCH, List.of(0.0), 1).mismatch(input))
        .hasValue(
            "[PreprocessSize] resize = 256 leaves the longer side open; state crop = {128, 160}");
    assertThat(raw(List.of(140), List.of(128, 160), Fit.STRETCH, List.of(0.0), 1).mismatch(input))
        .hasValue(
            "[PreprocessSize] resize [140] leaves less than the crop of 128x160; resize to more or"
                + " crop less");
    assertThat(
            raw(List.of(64, 64), List.of(), Fit.STRETCH, List.of(0.0), 1)
                .mismatch(new Shape(64, 64, 4)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("64x64x4", "float[]"));
    assertThat(
            new Preprocessing(
                    UNSTATED,
                    UNSTATED,
                    Fit.STRETCH,
                    Interpolation.BILINEAR,
                    MEAN,
                    STD,
                    ChannelOrder.RGB,
                    255)
                .mismatch(new Shape(64, 64, 1)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("give one number for each"));
  }

  @Test
  void impossibleDeclarationsAreRejected() {
    assertRejected("[PreprocessSize]", () -> raw(List.of(0), UNSTATED, Fit.STRETCH, MEAN, 1));
    assertRejected("[PreprocessSize]", () -> raw(UNSTATED, List.of(1, 2, 3), Fit.STRETCH, MEAN, 1));
    assertRejected("[PreprocessRange]", () -> raw(UNSTATED, UNSTATED, Fit.STRETCH, MEAN, 0));
    assertRejected(
        "[PreprocessChannels]", () -> raw(UNSTATED, UNSTATED, Fit.STRETCH, List.of(0.1, 0.2), 1));
    assertRejected(
        "[PreprocessChannels]", () -> raw(UNSTATED, UNSTATED, Fit.STRETCH, List.of(Double.NaN), 1));
    assertRejected("[PreprocessFit]", () -> raw(List.of(48), UNSTATED, Fit.PAD_RIGHT, MEAN, 1));
    assertRejected(
        "[PreprocessStd]",
        () ->
            new Preprocessing(
                UNSTATED,
                UNSTATED,
                Fit.STRETCH,
                Interpolation.BILINEAR,
                MEAN,
                List.of(1.0, 0.0, 1.0),
                ChannelOrder.RGB,
                1));
  }

  private static void assertRejected(String code, Runnable construction) {
    assertThatThrownBy(construction::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(code);
  }

  private static Preprocessing raw(
      List<Integer> resize, List<Integer> crop, Fit fit, List<Double> mean, double range) {
    return new Preprocessing(
        resize, crop, fit, Interpolation.BILINEAR, mean, List.of(1.0), ChannelOrder.RGB, range);
  }

  private static BufferedImage filled(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }
}
