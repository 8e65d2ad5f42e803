package dev.lathe.examples.detection;

import dev.lathe.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * SSD's anchors (Liu et al. 2016, section 2.2): on every pixel of each map two squares and, for
 * each aspect ratio, a wide box and a high one. Their sizes grow from map to map, so that coarse
 * maps find large objects.
 */
final class Anchors {

  /** The anchors' size on the first map and on the last, as a share of the picture's. */
  private static final double SMALLEST = 0.2;

  private static final double LARGEST = 0.95;

  private static final double[] ASPECT_RATIOS = {2, 3};

  /** How many anchors lie on a pixel. */
  static final int PER_PIXEL = 2 + 2 * ASPECT_RATIOS.length;

  private Anchors() {}

  /**
   * The anchors in the order of a network's outputs: map by map, pixel by pixel, {@link #PER_PIXEL}
   * on each.
   *
   * @param input H×W×C of the network's input
   * @param maps H×W×C of the maps, two or more, the finest first
   */
  static List<Anchor> of(Shape input, List<Shape> maps) {
    List<Anchor> anchors = new ArrayList<>();
    for (int k = 0; k < maps.size(); k++) {
      Shape map = maps.get(k);
      List<Size> sizes = sizes(scale(k, maps.size()), scale(k + 1, maps.size()));
      for (int row = 0; row < map.height(); row++) {
        for (int column = 0; column < map.width(); column++) {
          double x = (column + 0.5) / map.width() * input.width();
          double y = (row + 0.5) / map.height() * input.height();
          for (Size size : sizes) {
            anchors.add(
                new Anchor(
                    (float) x,
                    (float) y,
                    (float) (size.width * input.width()),
                    (float) (size.height * input.height())));
          }
        }
      }
    }
    return List.copyOf(anchors);
  }

  /** Evenly spaced sizes; behind the last map stands the whole picture. */
  private static double scale(int map, int maps) {
    return map == maps ? 1 : SMALLEST + (LARGEST - SMALLEST) * map / (maps - 1);
  }

  private static List<Size> sizes(double scale, double next) {
    List<Size> sizes = new ArrayList<>();
    sizes.add(Size.atMostThePicture(scale, scale));
    double between = Math.sqrt(scale * next);
    sizes.add(Size.atMostThePicture(between, between));
    for (double ratio : ASPECT_RATIOS) {
      double longer = scale * Math.sqrt(ratio);
      double shorter = scale / Math.sqrt(ratio);
      sizes.add(Size.atMostThePicture(longer, shorter));
      sizes.add(Size.atMostThePicture(shorter, longer));
    }
    return sizes;
  }

  /** As shares of the picture's width and height. */
  private record Size(double width, double height) {
    static Size atMostThePicture(double width, double height) {
      return new Size(Math.min(width, 1), Math.min(height, 1));
    }
  }
}
