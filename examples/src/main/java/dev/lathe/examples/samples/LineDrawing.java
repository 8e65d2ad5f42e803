package dev.lathe.examples.samples;

import dev.lathe.examples.text.CutLine;
import dev.lathe.examples.text.TurnedRectangle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Outlines lines of text on a picture. */
public final class LineDrawing {

  private static final Color UPRIGHT = new Color(0x1a7f37);
  private static final Color UPSIDE_DOWN = new Color(0xc4321e);

  /** Pixels of the picture's longer side for each pixel of a line's thickness. */
  private static final double FINENESS = 640;

  private LineDrawing() {}

  /**
   * A copy of a picture with its lines outlined, those that stood upside down in red. A tab with
   * the line's number is on the upper left of its letters.
   */
  public static BufferedImage on(BufferedImage picture, List<CutLine> lines) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double pen = Math.max(1, Math.max(width, height) / FINENESS);
    for (int i = 0; i < lines.size(); i++) {
      outline(graphics, lines.get(i), String.valueOf(i + 1), pen);
    }
    graphics.dispose();
    return image;
  }

  private static void outline(Graphics2D page, CutLine line, String number, double pen) {
    TurnedRectangle outline = line.box().outline();
    Color color = line.upsideDown() ? UPSIDE_DOWN : UPRIGHT;
    Graphics2D graphics = (Graphics2D) page.create();
    graphics.transform(outline.fromOrigin());
    graphics.setColor(color);
    graphics.setStroke(new BasicStroke((float) pen));
    graphics.draw(new Rectangle2D.Double(0, 0, outline.width(), outline.height()));
    TextLine label = new TextLine(number, 6 * pen, 1, 0, Color.WHITE, color);
    Rectangle2D tab = label.bounds(0.4);
    graphics.translate(-tab.getX(), -tab.getMaxY());
    graphics.fill(tab);
    label.write(graphics);
    graphics.dispose();
  }
}
