package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpenCvResamplerTest {

  @Test
  void doublingMixesThreeToOne() {
    // 200 · 512 + 40 · 1536 = 163840 of 2048; >> 4 = 10240; · 2048 >> 16 = 320; (320 + 2) >> 2 = 80
    assertThat(row(new byte[] {(byte) 200, 40}, 4))
        .containsExactly((byte) 200, (byte) 160, (byte) 80, (byte) 40);
  }

  @Test
  void halvingAveragesPairsAndRoundsHalvesUp() {
    assertThat(row(new byte[] {0, 1, 2, 4, 100, 50}, 3)).containsExactly(1, 3, 75);
  }

  @Test
  void shrinkingSkipsPixelsBetweenTheNeighbours() {
    // centres at 1.5 and 5.5 of the original: pixels 1, 2 and 5, 6 only
    assertThat(row(new byte[] {99, 10, 20, 99, 99, 30, 40, 99}, 2)).containsExactly(15, 35);
  }

  private static byte[] row(byte[] samples, int to) {
    return OpenCvResampler.resize(
            new Pixels(1, samples.length, 1, samples),
            Axis.centre(1, 1, 1),
            Axis.centre(samples.length, to, to))
        .samples();
  }

  @Property(tries = 200)
  void agreesWithBilinearInDouble(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int toHeight,
      @ForAll @IntRange(min = 1, max = 40) int toWidth,
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll long seed) {
    Pixels image = ResampleOracle.noise(height, width, channels, seed);
    Pixels actual =
        OpenCvResampler.resize(
            image, Axis.centre(height, toHeight, toHeight), Axis.centre(width, toWidth, toWidth));
    ResampleOracle.assertWithinOneLevel(actual, ResampleOracle.linear(image, toHeight, toWidth));
  }
}
