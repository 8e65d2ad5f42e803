package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotation.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthMultiplierTest {

  /** The channels of torchvision's {@code _make_divisible(v * alpha, 8)}. */
  @ParameterizedTest
  @CsvSource({
    "32, 0.35, 16", // 11.2 rounds to 8, which is below nine tenths of it
    "16, 0.35, 8",
    "24, 0.35, 8",
    "160, 0.35, 56",
    "320, 0.35, 112",
    "1280, 0.35, 448",
    "32, 1.4, 48", // 44.8
    "24, 1.4, 32", // 33.6
    "16, 0.75, 16", // 12 rounds half up
    "24, 0.75, 24", // 18 rounds to 16, which is below nine tenths of it
    "200, 0.75, 152",
    "3, 0.25, 8"
  })
  void scalesToMultiplesOfEight(int channels, double alpha, int scaled) {
    assertThat(new WidthMultiplier(alpha, 8).scale(channels, Scale.ALPHA)).isEqualTo(scaled);
  }

  @Test
  void leavesChannelsAsStatedAtMultiplierOne() {
    assertThat(new WidthMultiplier(1, 8).scale(5, Scale.ALPHA)).isEqualTo(5);
    assertThat(new WidthMultiplier(0.5, 8).scale(5, Scale.NEVER)).isEqualTo(5);
    assertThat(new WidthMultiplier(0.5, 8).scale(1280, Scale.AT_LEAST_ONE)).isEqualTo(1280);
    assertThat(new WidthMultiplier(1.4, 8).scale(1280, Scale.AT_LEAST_ONE)).isEqualTo(1792);
  }

  @Test
  void followsTheDivisor() {
    assertThat(new WidthMultiplier(0.5, 1).scale(5, Scale.ALPHA)).isEqualTo(3);
    assertThat(new WidthMultiplier(0.5, 4).scale(20, Scale.ALPHA)).isEqualTo(12);
  }

  @Test
  void expandsExactlyByAWholeNumberAndRoundsOtherwise() {
    WidthMultiplier width = new WidthMultiplier(0.75, 8);
    assertThat(width.expand(5, 6)).isEqualTo(30);
    assertThat(width.expand(80, 2.3)).isEqualTo(184);
    assertThat(width.expand(64, 2.3)).isEqualTo(144);
    assertThat(width.expand(80, 2.5)).isEqualTo(200);
  }
}
