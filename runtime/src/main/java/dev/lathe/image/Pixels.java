package dev.lathe.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * An image as 8-bit samples, row by row, the channels of a pixel side by side: one (luma) or three
 * (red, green, blue).
 */
@SuppressWarnings("ArrayRecordComponent") // local to this package, never changed once made
record Pixels(int height, int width, int channels, byte[] samples) {

  /**
   * The samples of an image of any type. Samples are taken as they are stored, colour profiles
   * ignored, because training pipelines read files like this; deeper samples are rounded to 8 bits,
   * and what is transparent lies on white. Luma is Pillow's: (19595 R + 38470 G + 7471 B) / 65536.
   */
  static Pixels of(BufferedImage image, int channels) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < height; y++) {
      readRow(image, y, row);
      for (int argb : row) {
        int red = onWhite(argb >>> 16 & 0xff, argb >>> 24);
        int green = onWhite(argb >>> 8 & 0xff, argb >>> 24);
        int blue = onWhite(argb & 0xff, argb >>> 24);
        if (channels == 1) {
          samples[to++] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
        } else {
          samples[to++] = (byte) red;
          samples[to++] = (byte) green;
          samples[to++] = (byte) blue;
        }
      }
    }
    return new Pixels(height, width, channels, samples);
  }

  private static int onWhite(int sample, int alpha) {
    return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /** One row as 0xAARRGGBB, not premultiplied. */
  private static void readRow(BufferedImage image, int y, int[] row) {
    ColorModel model = image.getColorModel();
    int space = model.getColorSpace().getType();
    boolean stored = space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB;
    if (!stored || model instanceof IndexColorModel || model.getColorSpace().isCS_sRGB()) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      return;
    }
    // getRGB would convert: it takes gray for linear light and makes it brighter.
    Raster raster = image.getRaster();
    Object pixel = null;
    float[] parts = new float[model.getNumComponents()];
    int colours = model.getNumColorComponents();
    for (int x = 0; x < row.length; x++) {
      pixel = raster.getDataElements(x, y, pixel);
      model.getNormalizedComponents(pixel, parts, 0);
      int alpha = model.hasAlpha() ? toByte(parts[colours]) : 255;
      int red = toByte(parts[0]);
      int green = colours == 1 ? red : toByte(parts[1]);
      int blue = colours == 1 ? red : toByte(parts[2]);
      row[x] = alpha << 24 | red << 16 | green << 8 | blue;
    }
  }

  private static int toByte(float part) {
    return Math.clamp(Math.round(part * 255), 0, 255);
  }
}
