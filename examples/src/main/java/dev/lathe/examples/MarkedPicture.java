package dev.lathe.examples;

import dev.lathe.examples.samples.StrokeFont;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A copy of a picture with outlines and captions on it, as large as its size asks for. What is
 * transparent lies on white, as networks see it.
 */
final class MarkedPicture {

  private static final StrokeFont FONT = StrokeFont.load();

  /** Pixels of the picture's longer side for each pixel of a line's thickness. */
  private static final double BOLD = 270;

  private static final double FINE = 640;

  /** In sevenths of a capital's height. */
  private static final double LETTER_GAP = 1.8;

  private static final double MARGIN = 3;

  private final BufferedImage image;

  /** Of lines, and a seventh of a capital's height. */
  private final double thickness;

  private MarkedPicture(BufferedImage picture, double fineness) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    thickness = Math.max(1, Math.max(width, height) / fineness);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.dispose();
  }

  /** A copy without marks yet, for such as suit objects. */
  static MarkedPicture bold(BufferedImage picture) {
    return new MarkedPicture(picture, BOLD);
  }

  /** A copy without marks yet, for such as suit lines of text. */
  static MarkedPicture fine(BufferedImage picture) {
    return new MarkedPicture(picture, FINE);
  }

  /** The picture with its marks so far; it may be drawn on. */
  BufferedImage image() {
    return image;
  }

  /** Draws an outline. */
  void outline(Shape outline, Color colour) {
    Graphics2D graphics = graphics();
    graphics.setColor(colour);
    graphics.draw(outline);
    graphics.dispose();
  }

  /** How high captions are. */
  double captionHeight() {
    return (StrokeFont.CAPITALS + 2 * MARGIN) * thickness;
  }

  /**
   * Writes a caption in black, moved into the picture where it would leave it.
   *
   * @param left its lower left corner, x
   * @param bottom its lower left corner, y
   * @param ground the colour of the strip that it is on
   */
  void caption(double left, double bottom, Color ground, String text) {
    Path2D letters = letters(text);
    double x = Math.max(0, Math.min(left, image.getWidth() - captionWidth(letters)));
    double y = Math.max(bottom, captionHeight());
    write(letters, AffineTransform.getTranslateInstance(x, y), ground, Color.BLACK);
  }

  /**
   * Writes a caption in white, turned.
   *
   * @param place takes the origin to its lower left corner
   * @param ground the colour of the strip that it is on
   */
  void tab(AffineTransform place, Color ground, String text) {
    write(letters(text), place, ground, Color.WHITE);
  }

  private Path2D letters(String text) {
    Path2D letters = FONT.strokes(FONT.writable(text), LETTER_GAP);
    letters.transform(AffineTransform.getScaleInstance(thickness, -thickness));
    return letters;
  }

  private double captionWidth(Path2D letters) {
    return letters.getBounds2D().getMaxX() + 2 * MARGIN * thickness;
  }

  private void write(Path2D letters, AffineTransform place, Color ground, Color ink) {
    double height = captionHeight();
    Graphics2D graphics = graphics();
    graphics.transform(place);
    graphics.setColor(ground);
    graphics.fill(new Rectangle2D.Double(0, -height, captionWidth(letters), height));
    graphics.setColor(ink);
    graphics.translate(MARGIN * thickness, -MARGIN * thickness);
    graphics.draw(letters);
    graphics.dispose();
  }

  private Graphics2D graphics() {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return graphics;
  }
}
