package dev.lathe.examples.text;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A rectangle turned about its centre, in pixels. x grows to the right and y downwards.
 *
 * @param x of the centre
 * @param y of the centre
 * @param width along the direction that the angle gives
 * @param height across it
 * @param angle in radians, clockwise from the x axis
 */
public record TurnedRectangle(double x, double y, double width, double height, double angle) {

  private static final double QUARTER = Math.PI / 2;

  /**
   * The rectangle of the smallest area around some points: one of its sides lies on an edge of
   * their convex hull (Freeman and Shapira 1975).
   *
   * @param points at least one
   */
  static TurnedRectangle around(List<? extends Point2D> points) {
    List<Point2D> hull = ConvexHull.of(points);
    TurnedRectangle smallest = null;
    for (int i = 0; i < hull.size(); i++) {
      Point2D from = hull.get(i);
      Point2D to = hull.get((i + 1) % hull.size());
      double angle = Math.atan2(to.getY() - from.getY(), to.getX() - from.getX());
      TurnedRectangle rectangle = around(hull, angle);
      if (smallest == null || rectangle.area() < smallest.area()) {
        smallest = rectangle;
      }
    }
    return smallest;
  }

  private static TurnedRectangle around(List<Point2D> points, double angle) {
    AffineTransform turn = AffineTransform.getRotateInstance(-angle);
    Point2D first = turn.transform(points.get(0), null);
    Rectangle2D bounds = new Rectangle2D.Double(first.getX(), first.getY(), 0, 0);
    points.forEach(point -> bounds.add(turn.transform(point, null)));
    Point2D centre = new Point2D.Double(bounds.getCenterX(), bounds.getCenterY());
    AffineTransform.getRotateInstance(angle).transform(centre, centre);
    return new TurnedRectangle(
        centre.getX(), centre.getY(), bounds.getWidth(), bounds.getHeight(), angle);
  }

  double area() {
    return width * height;
  }

  double shorterSide() {
    return Math.min(width, height);
  }

  /** The same rectangle, its width along the side that is nearer to the horizontal. */
  TurnedRectangle levelled() {
    double turns = Math.rint(angle / QUARTER);
    double level = angle - turns * QUARTER;
    return turns % 2 == 0
        ? new TurnedRectangle(x, y, width, height, level)
        : new TurnedRectangle(x, y, height, width, level);
  }

  /** The same rectangle, its width along the next side clockwise. */
  TurnedRectangle quarterTurned() {
    return new TurnedRectangle(x, y, height, width, angle + QUARTER);
  }

  /** The same rectangle upside down. */
  TurnedRectangle halfTurned() {
    return quarterTurned().quarterTurned();
  }

  /** With each side farther from the centre. */
  TurnedRectangle grown(double distance) {
    return new TurnedRectangle(x, y, width + 2 * distance, height + 2 * distance, angle);
  }

  /** In a picture that is larger by a factor. */
  TurnedRectangle scaled(double factor) {
    return new TurnedRectangle(x * factor, y * factor, width * factor, height * factor, angle);
  }

  /** Takes the rectangle from its place to the origin: level, its upper left corner at 0, 0. */
  AffineTransform toOrigin() {
    AffineTransform transform = AffineTransform.getTranslateInstance(width / 2, height / 2);
    transform.rotate(-angle);
    transform.translate(-x, -y);
    return transform;
  }

  /** Takes what is drawn in the rectangle at the origin, level, to its place. */
  public AffineTransform fromOrigin() {
    AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
    transform.rotate(angle);
    transform.translate(-width / 2, -height / 2);
    return transform;
  }

  /** Its sides in their place. */
  public Shape outline() {
    return fromOrigin().createTransformedShape(new Rectangle2D.Double(0, 0, width, height));
  }
}
