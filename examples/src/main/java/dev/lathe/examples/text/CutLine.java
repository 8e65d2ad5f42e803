package dev.lathe.examples.text;

import dev.lathe.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A line of text, cut out of its picture and turned upright.
 *
 * @param box where it is, its upper side that of the letters
 * @param image the line, level and as large as it is in the picture
 * @param upsideDown whether it stood upside down in the picture
 * @param probability of what the classifier says about that, 0.5 to 1
 */
public record CutLine(TextBox box, BufferedImage image, boolean upsideDown, float probability) {

  /**
   * Cuts a line out.
   *
   * @param direction the text-direction classifier: the probabilities of upright and upside down
   */
  public static CutLine of(BufferedImage picture, TextBox box, Model direction) {
    BufferedImage level = cut(picture, box.outline());
    float[] probabilities = direction.run(level);
    boolean upsideDown = probabilities[1] > probabilities[0];
    TextBox upright = upsideDown ? new TextBox(box.outline().halfTurned(), box.score()) : box;
    return new CutLine(
        upright,
        upsideDown ? cut(picture, upright.outline()) : level,
        upsideDown,
        Math.max(probabilities[0], probabilities[1]));
  }

  private static BufferedImage cut(BufferedImage picture, TurnedRectangle outline) {
    int width = (int) Math.max(1, Math.round(outline.width()));
    int height = (int) Math.max(1, Math.round(outline.height()));
    BufferedImage line = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = line.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, outline.toOrigin(), null);
    graphics.dispose();
    return line;
  }
}
