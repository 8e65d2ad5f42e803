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

/** A copy of a picture with outlines drawn on it, as thick as its size asks for. */
final class MarkedPicture {

  private static final StrokeFont FONT = StrokeFont.load();

  private static final double LETTER_GAP = 1.8;
  private static final double LETTER_WEIGHT = 1;

  private final BufferedImage image;
  private final double thickness;

  /** A copy without outlines; what is transparent lies on white, as networks see it. */
  MarkedPicture(BufferedImage picture) {
    image = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    thickness = Math.max(1.5, Math.min(picture.getWidth(), picture.getHeight()) / 200.0);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.dispose();
  }

  /** Draws an outline, and on its upper left corner a caption of what {@link StrokeFont} has. */
  void mark(Shape outline, Color colour, String caption) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke((float) thickness));
    graphics.draw(outline);
    drawCaption(graphics, outline.getBounds2D(), caption);
    graphics.dispose();
  }

  private void drawCaption(Graphics2D graphics, Rectangle2D bounds, String caption) {
    double scale = thickness;
    Path2D letters = FONT.strokes(caption, LETTER_GAP);
    letters.transform(AffineTransform.getScaleInstance(scale, -scale));
    Rectangle2D size = letters.getBounds2D();
    double margin = 3 * scale;
    double height = StrokeFont.CAPITALS * scale + 2 * margin;
    double width = size.getWidth() + 2 * margin;
    double left = Math.clamp(bounds.getX(), 0, Math.max(0, image.getWidth() - width));
    double top = Math.max(0, bounds.getY() - height);
    graphics.fill(new Rectangle2D.Double(left, top, width, height));
    letters.transform(
        AffineTransform.getTranslateInstance(
            left + margin - size.getX(), top + margin + StrokeFont.CAPITALS * scale));
    graphics.setColor(Color.BLACK);
    graphics.setStroke(
        new BasicStroke(
            (float) (LETTER_WEIGHT * scale), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(letters);
  }

  /** The picture with the outlines so far. */
  BufferedImage image() {
    return image;
  }
}
