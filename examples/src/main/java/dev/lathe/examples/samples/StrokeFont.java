package dev.lathe.examples.samples;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/**
 * Letters made of strokes. Java draws text only where the machine has fonts, and a bare server has
 * none; paths are drawn everywhere and look the same everywhere.
 */
public final class StrokeFont {

  /** The height of capitals. The baseline is y = 0, and y grows upwards. */
  public static final double CAPITALS = 7;

  private static final double SPACE = 2.8;

  /** The control points' distance in a Bézier curve that follows a quarter of an ellipse. */
  private static final double KAPPA = 4 * (Math.sqrt(2) - 1) / 3;

  private record Glyph(double width, Path2D strokes) {}

  private final Map<Character, Glyph> glyphs;

  private StrokeFont(Map<Character, Glyph> glyphs) {
    this.glyphs = Collections.unmodifiableMap(glyphs);
  }

  /** The font that comes with the examples. */
  public static StrokeFont load() {
    Map<Character, Glyph> glyphs = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                StrokeFont.class.getResourceAsStream("strokes.txt"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> glyphs.put(line.charAt(0), glyph(line.substring(2))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StrokeFont(glyphs);
  }

  /**
   * The strokes of a line of text from x = 0 on.
   *
   * @param gap the distance between letters
   * @throws IllegalArgumentException if the font lacks a character
   */
  public Path2D strokes(String text, double gap) {
    Path2D line = new Path2D.Double();
    double x = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == ' ') {
        x += SPACE + gap;
        continue;
      }
      Glyph glyph = glyphs.get(character);
      if (glyph == null) {
        throw new IllegalArgumentException("no strokes for '" + character + "'");
      }
      line.append(glyph.strokes.getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
      x += glyph.width + gap;
    }
    return line;
  }

  /** A text with a dash for each character that the font lacks. */
  public String writable(String text) {
    return text.chars()
        .map(
            character -> character == ' ' || glyphs.containsKey((char) character) ? character : '-')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Glyph glyph(String description) {
    try (Scanner numbers = new Scanner(description.replaceAll("[MLQVH]", " $0 "))) {
      numbers.useLocale(Locale.ROOT);
      double width = numbers.nextDouble();
      Path2D path = new Path2D.Double();
      while (numbers.hasNext()) {
        append(path, numbers.next().charAt(0), numbers);
      }
      return new Glyph(width, path);
    }
  }

  private static void append(Path2D path, char command, Scanner numbers) {
    double x = numbers.nextDouble();
    double y = numbers.nextDouble();
    switch (command) {
      case 'M' -> path.moveTo(x, y);
      case 'L' -> path.lineTo(x, y);
      case 'Q' -> path.quadTo(x, y, numbers.nextDouble(), numbers.nextDouble());
      case 'V', 'H' -> {
        double x0 = path.getCurrentPoint().getX();
        double y0 = path.getCurrentPoint().getY();
        double alongX = KAPPA * (x - x0);
        double alongY = KAPPA * (y - y0);
        if (command == 'V') {
          path.curveTo(x0, y0 + alongY, x - alongX, y, x, y);
        } else {
          path.curveTo(x0 + alongX, y0, x, y - alongY, x, y);
        }
      }
      default -> throw new IllegalArgumentException("no path command '" + command + "'");
    }
  }
}
