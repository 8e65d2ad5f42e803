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

/** A copy of a picture with outlines and captions on it, as large as its size asks for. */
final class MarkedPicture {

  private static final StrokeFont FONT = StrokeFont.load();

  /** In sevenths of a capital's height. */
  private static final double LETTER_GAP = 1.8;

  private static final double MARGIN = 3;

  private final BufferedImage image;

  /** Of lines, and a seventh of a capital's height. */
  private final double thickness;

  /** A copy without marks; what is transparent lies on white, as networks see it. */
  MarkedPicture(BufferedImage picture) {
    image = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    thickness = Math.max(1, Math.min(picture.getWidth(), picture.getHeight()) / 200.0);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.dispose();
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
   * Writes a caption, moved into the picture where it would leave it.
   *
   * @param left its lower left corner, x
   * @param bottom its lower left corner, y
   * @param ground the colour of the strip that it is on
   */
  void caption(double left, double bottom, Color ground, String text) {
    Path2D letters = FONT.strokes(FONT.writable(text), LETTER_GAP);
    letters.transform(AffineTransform.getScaleInstance(thickness, -thickness));
    double margin = MARGIN * thickness;
    double width = letters.getBounds2D().getMaxX() + 2 * margin;
    double x = Math.max(0, Math.min(left, image.getWidth() - width));
    double y = Math.max(bottom, captionHeight());
    Graphics2D graphics = graphics();
    graphics.setColor(ground);
    graphics.fill(new Rectangle2D.Double(x, y - captionHeight(), width, captionHeight()));
    graphics.setColor(Color.BLACK);
    graphics.translate(x + margin, y - margin);
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
