package dev.lathe.examples.samples;

import dev.lathe.examples.text.TurnedRectangle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawn page with lines of text.
 *
 * @param image the page
 * @param lines what is written on it, in reading order
 */
public record SamplePage(BufferedImage image, List<Line> lines) {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;

  private static final Color PAPER = new Color(0xf6f4ee);
  private static final Color BLACK = new Color(0x22242a);
  private static final Color RED = new Color(0x9a2a1c);
  private static final Color BLUE = new Color(0x2c5d8a);

  /** By how much an outline of a line may differ from the letters: by this share of its width. */
  private static final double STRETCH = 0.2;

  private static final double MOST_TURN = Math.toRadians(5);

  private static final List<Placed> PLACED =
      List.of(
          new Placed(230, 70, 0, new TextLine("Invoice No. 2047", 34, 0.85, 0, BLACK, PAPER)),
          new Placed(700, 120, -8, new TextLine("PLEASE KEEP DRY", 30, 1.2, 0, PAPER, BLUE)),
          new Placed(220, 160, 0, new TextLine("Depthwise separable", 22, 0.7, 0, BLACK, PAPER)),
          new Placed(680, 260, 180, new TextLine("Total: 318.60", 30, 0.85, 0.2, RED, PAPER)),
          new Placed(250, 290, 10, new TextLine("The lathe turns", 40, 1, 0.1, BLACK, PAPER)),
          new Placed(900, 400, 90, new TextLine("Fragile", 34, 0.9, 0, RED, PAPER)),
          new Placed(610, 450, 195, new TextLine("This side up", 36, 0.9, 0, BLACK, PAPER)),
          new Placed(190, 480, -30, new TextLine("Handle with care", 28, 0.8, 0, BLACK, PAPER)),
          new Placed(480, 570, 0, new TextLine("No. 7", 28, 0.85, 0, BLACK, PAPER)),
          new Placed(
              250,
              670,
              0,
              new TextLine("small print at the foot of the page", 13, 0.75, 0, BLACK, PAPER)),
          new Placed(840, 670, 180, new TextLine("page 1 of 1", 15, 0.8, 0, BLACK, PAPER)));

  /** A line of text about a centre, turned clockwise. */
  private record Placed(double x, double y, double degrees, TextLine line) {

    /** Writes it on a label of its paper. */
    void write(Graphics2D page) {
      Graphics2D graphics = (Graphics2D) page.create();
      Rectangle2D letters = line.bounds(0);
      graphics.translate(x, y);
      graphics.rotate(Math.toRadians(degrees));
      graphics.translate(-letters.getCenterX(), -letters.getCenterY());
      graphics.setColor(line.paper());
      graphics.fill(line.bounds(0.5));
      line.write(graphics);
      graphics.dispose();
    }

    Line drawn() {
      Rectangle2D letters = line.bounds(0);
      return new Line(
          line.text(),
          new TurnedRectangle(
              x, y, letters.getWidth(), letters.getHeight(), Math.toRadians(degrees)));
    }
  }

  /**
   * A line on the page.
   *
   * @param text what it says
   * @param outline around its letters, turned as they are
   */
  public record Line(String text, TurnedRectangle outline) {

    /** Whether another outline is that of this line, and the same way up. */
    public boolean isIn(TurnedRectangle other) {
      double distance = Math.hypot(other.x() - outline.x(), other.y() - outline.y());
      double turn = Math.IEEEremainder(other.angle() - outline.angle(), 2 * Math.PI);
      return distance < outline.height() / 2
          && Math.abs(turn) < MOST_TURN
          && Math.abs(other.width() - outline.width()) < STRETCH * outline.width();
    }
  }

  /** Lines of several sizes, angles and colours, some of them upside down. */
  public static SamplePage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    PLACED.forEach(placed -> placed.write(graphics));
    graphics.dispose();
    return new SamplePage(image, PLACED.stream().map(Placed::drawn).toList());
  }
}
