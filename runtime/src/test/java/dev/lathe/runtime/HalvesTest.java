package dev.lathe.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lathe.WeightsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvesTest {

  private static final int LANES = 4;

  /** The panels of a layer with some weights and as many biases as it has outputs. */
  private static float[] packed(float[] weights, float scale, float... bias) {
    int pairs = (weights.length / bias.length + 1) / 2;
    int panels = (bias.length + LANES - 1) / LANES;
    float[] packed = new float[panels * (2 + pairs) * LANES];
    Parameter parameter = new Parameter(weights, bias, Optional.empty());
    Halves.panels("dense", parameter, scale, packed, 0, LANES);
    return packed;
  }

  /** A weight of the first panel's as a kernel widens it: by shifts, and the output's factor. */
  private static float weight(float[] packed, int output, int input) {
    int pair = Float.floatToRawIntBits(packed[(2 + input / 2) * LANES + output]);
    int top = input % 2 == 0 ? pair << 16 : pair;
    return Float.intBitsToFloat(top >> 3 & 0x8fffe000) * packed[LANES + output];
  }

  @Test
  void aPanelIsBiasesFactorsAndPairs() {
    float[] packed = packed(new float[] {1, -2, 3, 4, 5, 6}, 0.5f, 7, 8);
    assertEquals(4 * LANES, packed.length);
    assertArrayEquals(new float[] {7, 8, 0, 0}, java.util.Arrays.copyOf(packed, LANES));
    float[][] expected = {{0.5f, -1, 1.5f, 0}, {2, 2.5f, 3, 0}};
    for (int output = 0; output < 2; output++) {
      for (int input = 0; input < 4; input++) {
        assertEquals(expected[output][input], weight(packed, output, input));
      }
    }
  }

  /** Half precision alone ends at 65504 and loses digits below 6e-5. */
  @ParameterizedTest
  @ValueSource(floats = {1e9f, 65520, 1, 1e-3f, 1e-8f, 1e-30f, Float.MIN_NORMAL})
  void weightsOfAnySizeKeepElevenBits(float size) {
    float[] weights = new float[1000];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i % 2 == 0 ? size : -size) / (1 + i);
    }
    float[] packed = packed(weights, 1, 0);
    for (int i = 0; i < weights.length; i++) {
      float allowed = Math.max(Math.abs(weights[i]) * 0x1p-11f, Float.MIN_VALUE);
      assertEquals(weights[i], weight(packed, 0, i), allowed);
    }
  }

  /** Too small beside the output's largest to be normal halves. */
  @Test
  void subnormalHalvesAreExact() {
    float[] packed = packed(new float[] {1, 0x1p-30f, -0x1p-38f, 0x1p-39f}, 1, 0);
    assertEquals(0x1p-30f, weight(packed, 0, 1));
    assertEquals(-0x1p-38f, weight(packed, 0, 2));
    assertEquals(0, weight(packed, 0, 3));
  }

  @Test
  void anOutputOfZerosIsZero() {
    float[] packed = packed(new float[3], 1, 9);
    for (int input = 0; input < 4; input++) {
      assertEquals(0, weight(packed, 0, input));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0x1p30f})
  void whatNoHalfHoldsIsRefused(float weight) {
    WeightsException refused =
        assertThrows(WeightsException.class, () -> packed(new float[] {1, weight}, 1, 0));
    assertTrue(refused.getMessage().startsWith("[HalfWeight] dense has"), refused.getMessage());
  }
}
