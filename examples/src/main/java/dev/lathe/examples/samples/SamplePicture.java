package dev.lathe.examples.samples;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A drawn picture of a line of text.
 *
 * @param name what is on it
 * @param image the picture
 * @param upright whether the text stands upright; empty where it reads the same both ways
 */
public record SamplePicture(String name, BufferedImage image, Optional<Boolean> upright) {

  private static final Color WHITE = new Color(0xf6f4ee);
  private static final Color BLACK = new Color(0x22242a);

  /** Lines of several lengths, sizes, weights, slants and colours, each upright and upside down. */
  public static List<SamplePicture> drawAll() {
    List<SamplePicture> pictures = new ArrayList<>();
    for (TextLine line :
        List.of(
            new TextLine("Invoice No. 2047", 40, 0.85, 0, BLACK, WHITE),
            new TextLine("Depthwise separable", 30, 0.7, 0, BLACK, new Color(0xe9e4d6)),
            new TextLine("PLEASE KEEP DRY", 52, 1.25, 0, WHITE, new Color(0x2c5d8a)),
            new TextLine("Total: 318.60", 36, 0.8, 0.2, new Color(0x1d2b53), WHITE),
            new TextLine("The lathe turns", 64, 1, 0.12, new Color(0x5a2a1c), new Color(0xf2dfbd)),
            new TextLine("No. 7", 28, 0.85, 0, BLACK, WHITE))) {
      BufferedImage image = line.draw();
      pictures.add(new SamplePicture(line.text(), image, Optional.of(true)));
      pictures.add(
          new SamplePicture(line.text() + ", turned", TextLine.turned(image), Optional.of(false)));
    }
    TextLine ambiguous = new TextLine("OXO", 40, 0.85, 0, BLACK, WHITE);
    pictures.add(
        new SamplePicture(
            ambiguous.text() + ", the same both ways", ambiguous.draw(), Optional.empty()));
    return List.copyOf(pictures);
  }
}
