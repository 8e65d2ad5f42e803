package dev.lathe.examples.text;

/**
 * A line of text in a picture.
 *
 * @param outline where it is, its width along the line
 * @param score how likely its middle is text, 0 to 1
 */
public record TextBox(TurnedRectangle outline, double score) {

  /** In a picture that is larger by a factor. */
  TextBox scaled(double factor) {
    return new TextBox(outline.scaled(factor), score);
  }
}
