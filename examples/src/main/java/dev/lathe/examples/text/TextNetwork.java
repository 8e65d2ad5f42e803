package dev.lathe.examples.text;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Weights;
import java.awt.image.BufferedImage;
import java.util.function.Function;

/**
 * The text detector for one size of input.
 *
 * @param input H×W×C
 * @param loader its generated class's {@code load}
 */
public record TextNetwork(Shape input, Function<Weights, Model> loader) {

  /** What a picture's sides are multiplied by to lie within the input, 1 at most. */
  double scale(BufferedImage picture) {
    double vertical = (double) input.height() / picture.getHeight();
    double horizontal = (double) input.width() / picture.getWidth();
    return Math.min(1, Math.min(vertical, horizontal));
  }
}
