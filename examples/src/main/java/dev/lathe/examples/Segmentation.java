package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Which class each pixel of a picture belongs to, at the size of a network's output.
 *
 * @param shape H×W×C of that output, C the classes
 * @param labels H×W, the numbers of the likeliest classes; 0 is the background
 */
record Segmentation(Shape shape, int[] labels) {

  /**
   * Runs a network whose first output is a score for each class at each pixel.
   *
   * @throws UnsupportedOperationException if the network declares no {@code @Preprocess}
   */
  static Segmentation of(Model model, BufferedImage picture) {
    return of(model.infer(picture)[0], model.outputShape());
  }

  private static Segmentation of(float[] scores, Shape shape) {
    int classes = shape.channels();
    int[] labels = new int[shape.pixels()];
    for (int i = 0; i < scores.length; i++) {
      int pixel = i / classes;
      if (scores[i] > scores[pixel * classes + labels[pixel]]) {
        labels[pixel] = i % classes;
      }
    }
    return new Segmentation(shape, labels);
  }

  /** How much of the picture a class covers, 0 to 1. */
  double share(int label) {
    return (double) Arrays.stream(labels).filter(each -> each == label).count() / labels.length;
  }

  /** The picture, its classes tinted. */
  BufferedImage over(BufferedImage picture) {
    BufferedImage tinted = new MarkedPicture(picture).image();
    for (int y = 0; y < tinted.getHeight(); y++) {
      for (int x = 0; x < tinted.getWidth(); x++) {
        int row = (int) ((y + 0.5) * shape.height() / tinted.getHeight());
        int column = (int) ((x + 0.5) * shape.width() / tinted.getWidth());
        int label = labels[row * shape.width() + column];
        if (label != 0) {
          tinted.setRGB(x, y, mean(tinted.getRGB(x, y), ClassColours.of(label)));
        }
      }
    }
    return tinted;
  }

  private static int mean(int rgb, Color tint) {
    Color colour = new Color(rgb);
    return new Color(
            (colour.getRed() + tint.getRed()) / 2,
            (colour.getGreen() + tint.getGreen()) / 2,
            (colour.getBlue() + tint.getBlue()) / 2)
        .getRGB();
  }
}
