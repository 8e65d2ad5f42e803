package dev.lathe.examples.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A line of text as a scanner would see it: letters cut out tightly, uneven paper, grainy ink.
 *
 * @param text letters, digits and .,:-/
 * @param capitals height of capitals in pixels
 * @param weight width of the strokes, in sevenths of that height
 * @param slant how far the letters lean to the right: 0 upright, 0.2 italic
 * @param ink colour of the letters
 * @param paper colour of the ground
 */
record TextLine(String text, double capitals, double weight, double slant, Color ink, Color paper) {

  private static final StrokeFont FONT = StrokeFont.load();

  /** Draws it on a sheet of its own, the same way every time. */
  BufferedImage draw() {
    Rectangle2D sheet = bounds(0.2);
    int width = (int) Math.ceil(sheet.getWidth());
    int height = (int) Math.ceil(sheet.getHeight());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(paper);
    graphics.fillRect(0, 0, width, height);
    graphics.translate(-sheet.getX(), -sheet.getY());
    write(graphics);
    graphics.dispose();
    scan(image);
    return image;
  }

  /** Draws the letters from x = 0 on, standing on y = 0. */
  void write(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(ink);
    graphics.setStroke(
        new BasicStroke(
            (float) (weight * capitals / StrokeFont.CAPITALS),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND));
    graphics.draw(strokes());
  }

  /** What the letters take up there, with a margin in heights of a capital. */
  Rectangle2D bounds(double margin) {
    Rectangle2D bounds = strokes().getBounds2D();
    double around = capitals * margin;
    return new Rectangle2D.Double(
        bounds.getX() - around,
        bounds.getY() - around,
        bounds.getWidth() + 2 * around,
        bounds.getHeight() + 2 * around);
  }

  private Path2D strokes() {
    double scale = capitals / StrokeFont.CAPITALS;
    Path2D strokes = FONT.strokes(text, 1.4 + weight / 2);
    AffineTransform size = AffineTransform.getScaleInstance(scale, -scale);
    size.shear(slant, 0);
    strokes.transform(size);
    return strokes;
  }

  /** The same picture upside down. */
  static BufferedImage turned(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned.setRGB(width - 1 - x, height - 1 - y, image.getRGB(x, y));
      }
    }
    return turned;
  }

  /** Light that falls off towards one corner, and grain. */
  private void scan(BufferedImage image) {
    Random grain = new Random(text.hashCode());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double light = 1 - 0.12 * x / image.getWidth() - 0.06 * y / image.getHeight();
        double noise = 5 * grain.nextGaussian();
        int rgb = image.getRGB(x, y);
        image.setRGB(
            x,
            y,
            level(rgb >> 16, light, noise) << 16
                | level(rgb >> 8, light, noise) << 8
                | level(rgb, light, noise));
      }
    }
  }

  private static int level(int bits, double light, double noise) {
    return (int) Math.clamp((bits & 0xff) * light + noise, 0, 255);
  }
}
