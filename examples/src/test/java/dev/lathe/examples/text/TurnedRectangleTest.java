package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TurnedRectangleTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  @RepeatedTest(40)
  void aroundPointsThatFillATurnedRectangleItIsThat(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    TurnedRectangle drawn =
        new TurnedRectangle(
            random.nextDouble(-50, 50),
            random.nextDouble(-50, 50),
            random.nextDouble(30, 90),
            random.nextDouble(1, 29),
            Math.toRadians(random.nextInt(-44, 45)));
    List<Point2D> points = new ArrayList<>();
    for (double[] corner : new double[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
      points.add(at(drawn, corner[0], corner[1]));
    }
    for (int i = 0; i < 20; i++) {
      points.add(
          random.nextInt(points.size() + 1), at(drawn, random.nextDouble(), random.nextDouble()));
    }
    TurnedRectangle found = TurnedRectangle.around(points).levelled();
    assertThat(found.x()).isCloseTo(drawn.x(), CLOSE);
    assertThat(found.y()).isCloseTo(drawn.y(), CLOSE);
    assertThat(found.width()).isCloseTo(drawn.width(), CLOSE);
    assertThat(found.height()).isCloseTo(drawn.height(), CLOSE);
    assertThat(found.angle()).isCloseTo(drawn.angle(), CLOSE);
  }

  /** A point of a rectangle, by shares of its width and height. */
  private static Point2D at(TurnedRectangle rectangle, double right, double down) {
    return rectangle
        .fromOrigin()
        .transform(new Point2D.Double(right * rectangle.width(), down * rectangle.height()), null);
  }

  @RepeatedTest(20)
  void aroundAnyPointsItHoldsThemAndNoTurnGivesLess(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Point2D> points = new ArrayList<>();
    for (int i = random.nextInt(1, 30); i > 0; i--) {
      points.add(new Point2D.Double(random.nextInt(12), random.nextInt(12)));
    }
    TurnedRectangle rectangle = TurnedRectangle.around(points);
    for (Point2D point : points) {
      Point2D level = rectangle.toOrigin().transform(point, null);
      assertThat(level.getX()).isBetween(-1e-9, rectangle.width() + 1e-9);
      assertThat(level.getY()).isBetween(-1e-9, rectangle.height() + 1e-9);
    }
    for (int degrees = 0; degrees < 90; degrees++) {
      AffineTransform turn = AffineTransform.getRotateInstance(Math.toRadians(degrees));
      List<Point2D> turned = points.stream().map(point -> turn.transform(point, null)).toList();
      double width = extent(turned.stream().map(Point2D::getX).toList());
      double height = extent(turned.stream().map(Point2D::getY).toList());
      assertThat(width * height).isGreaterThanOrEqualTo(rectangle.area() - 1e-9);
    }
  }

  private static double extent(List<Double> values) {
    return values.stream().max(Double::compare).orElseThrow()
        - values.stream().min(Double::compare).orElseThrow();
  }

  @Test
  void aroundOnePointOrALineItIsFlat() {
    Point2D point = new Point2D.Double(3, 4);
    assertThat(TurnedRectangle.around(List.of(point, point)))
        .isEqualTo(new TurnedRectangle(3, 4, 0, 0, 0));
    TurnedRectangle line =
        TurnedRectangle.around(
            List.of(point, new Point2D.Double(6, 8), new Point2D.Double(4.5, 6)));
    assertThat(line.width()).isCloseTo(5, CLOSE);
    assertThat(line.height()).isCloseTo(0, CLOSE);
  }

  @Test
  void levelledItsWidthIsNearTheHorizontal() {
    TurnedRectangle turned = new TurnedRectangle(1, 2, 10, 20, Math.toRadians(100)).levelled();
    assertThat(turned.width()).isEqualTo(20);
    assertThat(turned.height()).isEqualTo(10);
    assertThat(Math.toDegrees(turned.angle())).isCloseTo(10, CLOSE);
    TurnedRectangle upsideDown = new TurnedRectangle(1, 2, 10, 20, Math.PI).levelled();
    assertThat(upsideDown).isEqualTo(new TurnedRectangle(1, 2, 10, 20, 0));
  }

  @Test
  void turnsKeepItsPlace() {
    TurnedRectangle rectangle = new TurnedRectangle(5, 7, 10, 4, 0.3);
    Point2D upperLeft = at(rectangle, 0, 0);
    assertThat(at(rectangle.quarterTurned(), 0, 1).distance(upperLeft)).isCloseTo(0, CLOSE);
    assertThat(at(rectangle.halfTurned(), 1, 1).distance(upperLeft)).isCloseTo(0, CLOSE);
    assertThat(at(rectangle.grown(2), 2 / 14.0, 2 / 8.0).distance(upperLeft)).isCloseTo(0, CLOSE);
    assertThat(at(rectangle.scaled(3), 0, 0).distance(0, 0))
        .isCloseTo(3 * upperLeft.distance(0, 0), CLOSE);
  }
}
