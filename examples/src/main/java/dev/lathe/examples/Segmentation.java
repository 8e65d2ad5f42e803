package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

  /** The classes on the picture, the one that covers most first, without the background. */
  List<Integer> classes() {
    int[] pixels = new int[shape.channels()];
    for (int label : labels) {
      pixels[label]++;
    }
    return IntStream.range(1, pixels.length)
        .filter(label -> pixels[label] > 0)
        .boxed()
        .sorted(Comparator.comparingInt((Integer label) -> pixels[label]).reversed())
        .toList();
  }

  /** The picture, its classes tinted, with a caption for each. */
  BufferedImage over(BufferedImage picture, List<String> names) {
    MarkedPicture marked = MarkedPicture.bold(picture);
    tint(marked.image());
    double bottom = 0;
    for (int label : classes()) {
      bottom += marked.captionHeight();
      marked.caption(0, bottom, ClassColours.of(label), names.get(label));
    }
    return marked.image();
  }

  private void tint(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int row = (int) ((y + 0.5) * shape.height() / image.getHeight());
        int column = (int) ((x + 0.5) * shape.width() / image.getWidth());
        int label = labels[row * shape.width() + column];
        if (label != 0) {
          image.setRGB(x, y, mean(image.getRGB(x, y), ClassColours.of(label)));
        }
      }
    }
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
