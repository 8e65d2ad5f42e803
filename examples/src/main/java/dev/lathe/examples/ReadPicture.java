package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.examples.text.CutLine;
import dev.lathe.examples.text.FoundText;
import dev.lathe.examples.text.TextFinder;
import dev.lathe.examples.text.TurnedRectangle;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A picture and the lines of text on it.
 *
 * @param image the picture
 * @param found what the detector says
 * @param lines in reading order, cut out
 */
record ReadPicture(BufferedImage image, FoundText found, List<CutLine> lines) {

  private static final Color UPRIGHT = new Color(0x1a7f37);
  private static final Color UPSIDE_DOWN = new Color(0xc4321e);

  /** Finds the lines and turns them upright. */
  static ReadPicture of(BufferedImage image, TextFinder finder, Model direction) {
    FoundText found = finder.find(image);
    List<CutLine> lines =
        found.boxes().stream().map(box -> CutLine.of(image, box, direction)).toList();
    return new ReadPicture(image, found, lines);
  }

  /** Sizes and number of lines. */
  String summary() {
    Shape used = found.used();
    Shape input = found.model().inputShape();
    return String.format(
        Locale.ROOT,
        "%dx%d pixels as %dx%d in %dx%d, %d %s",
        image.getHeight(),
        image.getWidth(),
        used.height(),
        used.width(),
        input.height(),
        input.width(),
        lines.size(),
        lines.size() == 1 ? "line" : "lines");
  }

  /** A row for each line. */
  Table table() {
    Table table =
        new Table(
            List.of("line", "score", "direction", "probability", "centre", "size", "degrees"));
    for (int i = 0; i < lines.size(); i++) {
      CutLine line = lines.get(i);
      TurnedRectangle outline = line.box().outline();
      table.add(
          List.of(
              String.valueOf(i + 1),
              String.format(Locale.ROOT, "%.3f", line.box().score()),
              line.upsideDown() ? "upside down" : "upright",
              String.format(Locale.ROOT, "%.3f%%", 100 * line.probability()),
              String.format(Locale.ROOT, "%.0f, %.0f", outline.x(), outline.y()),
              String.format(Locale.ROOT, "%.0fx%.0f", outline.height(), outline.width()),
              String.format(Locale.ROOT, "%.1f", Math.toDegrees(outline.angle()))));
    }
    return table;
  }

  /**
   * Saves the picture with its lines outlined, and each line in a folder of the same name.
   *
   * @param original the picture's file
   * @return the new file
   */
  Path save(DrawnPictures drawn, Path original) throws IOException {
    Path file = drawn.save(original, marked());
    String name = file.getFileName().toString();
    Path folder = file.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    Files.createDirectories(folder);
    for (int i = 0; i < lines.size(); i++) {
      ImageIO.write(lines.get(i).image(), "png", folder.resolve(i + 1 + ".png").toFile());
    }
    return file;
  }

  /**
   * The picture with its lines outlined; the number of each is on the upper left of its letters.
   */
  private BufferedImage marked() {
    MarkedPicture marked = MarkedPicture.fine(image);
    for (int i = 0; i < lines.size(); i++) {
      TurnedRectangle outline = lines.get(i).box().outline();
      Color colour = lines.get(i).upsideDown() ? UPSIDE_DOWN : UPRIGHT;
      marked.outline(outline.outline(), colour);
      marked.tab(outline.fromOrigin(), colour, String.valueOf(i + 1));
    }
    return marked.image();
  }

  /** The largest difference from other probabilities; NaN if one of them is. */
  float differenceFrom(float[] others) {
    float[] probabilities = found.probabilities();
    float largest = 0;
    for (int i = 0; i < probabilities.length; i++) {
      largest = Math.max(largest, Math.abs(probabilities[i] - others[i]));
    }
    return largest;
  }
}
