package dev.lathe.examples.text;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of points. */
final class ConvexHull {

  private ConvexHull() {}

  /** The corners, in turn and without those on an edge (Andrew's monotone chain, 1979). */
  static List<Point2D> of(List<? extends Point2D> points) {
    List<Point2D> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point2D::getX).thenComparingDouble(Point2D::getY));
    List<Point2D> hull = chain(sorted);
    hull.addAll(chain(sorted.reversed()));
    return hull.isEmpty() ? List.of(sorted.get(0)) : hull;
  }

  /** One side of the hull, without its last point, where the other side begins. */
  private static List<Point2D> chain(List<Point2D> sorted) {
    List<Point2D> chain = new ArrayList<>();
    for (Point2D point : sorted) {
      while (chain.size() > 1 && turn(chain.get(chain.size() - 2), chain.getLast(), point) <= 0) {
        chain.removeLast();
      }
      if (chain.isEmpty() || !chain.getLast().equals(point)) {
        chain.add(point);
      }
    }
    chain.removeLast();
    return chain;
  }

  /** Positive where the way from a over b to c turns clockwise, y pointing downwards. */
  private static double turn(Point2D a, Point2D b, Point2D c) {
    return (b.getX() - a.getX()) * (c.getY() - a.getY())
        - (b.getY() - a.getY()) * (c.getX() - a.getX());
  }
}
