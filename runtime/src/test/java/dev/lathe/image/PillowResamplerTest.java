package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotation.Interpolation;
import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PillowResamplerTest {

  /**
   * The expected upper left quarters are those of Pillow's own test of its accuracy
   * (Tests/test_image_resample.py): two bright and two dark squares, resized.
   */
  @Test
  void pillowsOwnBilinear() {
    assertQuarter(8, 4, Interpolation.BILINEAR, "e1 c9 c9 b7");
    assertQuarter(2, 4, Interpolation.BILINEAR, "e1 b0 b0 98");
  }

  @Test
  void pillowsOwnBicubic() {
    assertQuarter(12, 6, Interpolation.BICUBIC, "e1 e3 d4 e3 e5 d6 d4 d6 c9");
    assertQuarter(4, 8, Interpolation.BICUBIC, "e1 e5 ee b9 e5 e9 f3 bc ee f3 fd c1 b9 bc c1 a2");
  }

  private static void assertQuarter(
      int from, int to, Interpolation interpolation, String expected) {
    byte[] squares = new byte[from * from];
    for (int y = 0; y < from; y++) {
      for (int x = 0; x < from; x++) {
        squares[y * from + x] = (byte) (y < from / 2 == x < from / 2 ? 0xe1 : 0x1e);
      }
    }
    Pixels resized =
        PillowResampler.resize(
            new Pixels(from, from, 1, squares),
            Axis.centre(from, to, to),
            Axis.centre(from, to, to),
            interpolation);
    StringBuilder quarter = new StringBuilder();
    for (int y = 0; y < to / 2; y++) {
      for (int x = 0; x < to / 2; x++) {
        quarter.append("%02x ".formatted(resized.samples()[y * to + x]));
      }
    }
    assertThat(quarter.toString().strip()).isEqualTo(expected);
  }

  @Test
  void nearestTakesThePixelUnderTheCentre() {
    Pixels ramp = new Pixels(1, 5, 1, new byte[] {10, 20, 30, 40, 50});
    assertThat(row(ramp, Axis.centre(5, 2, 2))).containsExactly(20, 40); // at 1.25 and 3.75
    assertThat(row(ramp, Axis.centre(5, 8, 8))).containsExactly(10, 10, 20, 30, 30, 40, 50, 50);
  }

  private static byte[] row(Pixels image, Axis horizontal) {
    return PillowResampler.resize(image, Axis.centre(1, 1, 1), horizontal, Interpolation.NEAREST)
        .samples();
  }

  @Property(tries = 200)
  void equalsTheDefinition(
      @ForAll Interpolation interpolation,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int toHeight,
      @ForAll @IntRange(min = 1, max = 40) int toWidth,
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll long seed) {
    Assume.that(interpolation == Interpolation.BILINEAR || interpolation == Interpolation.BICUBIC);
    Pixels image = ResampleOracle.noise(height, width, channels, seed);
    Pixels actual =
        PillowResampler.resize(
            image,
            Axis.centre(height, toHeight, toHeight),
            Axis.centre(width, toWidth, toWidth),
            interpolation);
    assertThat(actual.samples())
        .isEqualTo(ResampleOracle.convolved(image, toHeight, toWidth, interpolation));
  }

  @Property(tries = 100)
  void croppingWhileResizingIsCroppingAfterwards(
      @ForAll Interpolation interpolation,
      @ForAll @IntRange(min = 1, max = 30) int size,
      @ForAll @IntRange(min = 1, max = 30) int to,
      @ForAll @IntRange(min = 1, max = 30) int kept,
      @ForAll long seed) {
    Assume.that(kept <= to);
    Pixels image = ResampleOracle.noise(size, size, 1, seed);
    Axis whole = Axis.centre(size, to, to);
    Axis part = Axis.centre(size, to, kept);
    Pixels full = PillowResampler.resize(image, whole, whole, interpolation);
    Pixels cropped = PillowResampler.resize(image, part, part, interpolation);
    for (int y = 0; y < kept; y++) {
      int start = (part.first() + y) * to + part.first();
      assertThat(Arrays.copyOfRange(cropped.samples(), y * kept, (y + 1) * kept))
          .isEqualTo(Arrays.copyOfRange(full.samples(), start, start + kept));
    }
  }
}
