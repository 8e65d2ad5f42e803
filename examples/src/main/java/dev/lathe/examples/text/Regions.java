package dev.lathe.examples.text;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the regions of a mask: set pixels that touch each other by sides or corners. */
final class Regions {

  private final boolean[] unvisited;
  private final int height;
  private final int width;

  /** The pixels of the region at hand, found but not looked around yet. */
  private int[] open = new int[64];

  private int opened;

  private Regions(boolean[] mask, int height, int width) {
    this.unvisited = mask.clone();
    this.height = height;
    this.width = width;
  }

  /**
   * For each region the corners of the first and the last pixel in each row, among which are all
   * corners of the region's convex hull.
   *
   * @param mask row by row
   */
  static List<List<Point2D>> of(boolean[] mask, int height, int width) {
    Regions regions = new Regions(mask, height, width);
    List<List<Point2D>> found = new ArrayList<>();
    for (int pixel = 0; pixel < mask.length; pixel++) {
      if (regions.unvisited[pixel]) {
        found.add(regions.outermostCorners(pixel));
      }
    }
    return found;
  }

  private List<Point2D> outermostCorners(int start) {
    int[] first = new int[height];
    int[] last = new int[height];
    Arrays.fill(first, width);
    Arrays.fill(last, -1);
    visit(start);
    while (opened > 0) {
      int pixel = open[--opened];
      int x = pixel % width;
      int y = pixel / width;
      first[y] = Math.min(first[y], x);
      last[y] = Math.max(last[y], x);
      visitAround(x, y);
    }
    List<Point2D> corners = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      if (last[y] >= 0) {
        corners.add(new Point2D.Double(first[y], y));
        corners.add(new Point2D.Double(first[y], y + 1));
        corners.add(new Point2D.Double(last[y] + 1, y));
        corners.add(new Point2D.Double(last[y] + 1, y + 1));
      }
    }
    return corners;
  }

  private void visitAround(int x, int y) {
    for (int row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
      for (int column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
        if (unvisited[row * width + column]) {
          visit(row * width + column);
        }
      }
    }
  }

  private void visit(int pixel) {
    unvisited[pixel] = false;
    if (opened == open.length) {
      open = Arrays.copyOf(open, 2 * opened);
    }
    open[opened++] = pixel;
  }
}
