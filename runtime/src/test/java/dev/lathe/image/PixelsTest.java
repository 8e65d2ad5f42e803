package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelsTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void coloursOfEveryOpaqueType(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0xff0a80fe);
    image.setRGB(1, 0, 0xff010203);
    assertThat(Pixels.of(image, 3).samples()).containsExactly(10, 128, 254, 1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_USHORT_565_RGB, BufferedImage.TYPE_USHORT_555_RGB})
  void packedTypesFillTheRange(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0xffffffff);
    image.setRGB(1, 0, 0xff000000);
    assertThat(Pixels.of(image, 3).samples()).containsExactly(255, 255, 255, 0, 0, 0);
  }

  @Test
  void transparencyLiesOnWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0x80000000); // 128 of 255 black
    image.setRGB(2, 0, 0xff000000);
    assertThat(Pixels.of(image, 1).samples()).containsExactly(255, 127, 0);
  }

  @Test
  void graySamplesAreTakenAsStored() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 128, 255});
    assertThat(image.getRGB(1, 0) & 0xff).as("what Java makes of it").isGreaterThan(180);
    assertThat(Pixels.of(image, 1).samples()).containsExactly(0, 128, 255);
    assertThat(Pixels.of(image, 3).samples())
        .containsExactly(0, 0, 0, 128, 128, 128, 255, 255, 255);
  }

  @Test
  void sixteenBitsAreRoundedToEight() {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 257 * 100, 257 * 100 + 129, 65535});
    assertThat(Pixels.of(image, 1).samples()).containsExactly(0, 100, 101, 255);
  }

  @Test
  void sixteenBitColoursOfAnyProfileAreTakenAsStored() {
    for (int space : new int[] {ColorSpace.CS_sRGB, ColorSpace.CS_LINEAR_RGB}) {
      BufferedImage image =
          of(space, DataBuffer.TYPE_USHORT, false, new int[] {257 * 10, 257 * 128, 257 * 254});
      assertThat(Pixels.of(image, 3).samples()).containsExactly(10, 128, 254);
    }
  }

  @Test
  void grayWithAlphaLiesOnWhite() {
    BufferedImage image = of(ColorSpace.CS_GRAY, DataBuffer.TYPE_BYTE, true, new int[] {100, 51});
    // 100 · 51/255 + 255 · 204/255
    assertThat(Pixels.of(image, 1).samples()).containsExactly(224);
  }

  private static BufferedImage of(int space, int type, boolean alpha, int[] samples) {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            type);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, samples);
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void indexedAndBinaryImages() {
    byte[] ramp = {0, 100, (byte) 200};
    IndexColorModel palette = new IndexColorModel(8, 3, ramp, new byte[3], ramp, 2);
    BufferedImage indexed = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    indexed.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 1, 2});
    assertThat(Pixels.of(indexed, 3).samples())
        .as("the last entry is transparent")
        .containsExactly(0, 0, 0, 100, 0, 100, 255, 255, 255);
    BufferedImage binary = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    binary.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 1});
    assertThat(Pixels.of(binary, 1).samples()).containsExactly(0, 255);
  }

  @Test
  void lumaWeighsAsPillowDoes() {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x00ff00);
    image.setRGB(2, 0, 0x0000ff);
    image.setRGB(3, 0, 0xffffff);
    assertThat(Pixels.of(image, 1).samples()).containsExactly(76, 150, 29, 255);
  }
}
