package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilityMapTest {

  private static final int HEIGHT = 120;
  private static final int WIDTH = 160;

  private final float[] probabilities = new float[HEIGHT * WIDTH];

  private List<TextBox> boxes() {
    return new ProbabilityMap(probabilities, HEIGHT, WIDTH).boxes();
  }

  /** Sets the pixels whose centres lie in a rectangle. */
  private void fill(TurnedRectangle rectangle, float probability) {
    for (int i = 0; i < probabilities.length; i++) {
      Point2D centre = new Point2D.Double(i % WIDTH + 0.5, i / WIDTH + 0.5);
      Point2D level = rectangle.toOrigin().transform(centre, null);
      if (level.getX() > 0
          && level.getX() < rectangle.width()
          && level.getY() > 0
          && level.getY() < rectangle.height()) {
        probabilities[i] = probability;
      }
    }
  }

  @Test
  void aLineIsItsMiddleAndWhatIsMissingAround() {
    fill(new TurnedRectangle(60, 50, 40, 10, 0), 0.9f);
    // 1.6 times area / perimeter is 6.4.
    assertThat(boxes())
        .singleElement()
        .satisfies(
            box -> {
              assertThat(box.score()).isCloseTo(0.9, within(1e-6));
              assertThat(box.outline().x()).isCloseTo(60, within(1e-9));
              assertThat(box.outline().y()).isCloseTo(50, within(1e-9));
              assertThat(box.outline().width()).isCloseTo(40 + 2 * 6.4, within(1e-9));
              assertThat(box.outline().height()).isCloseTo(10 + 2 * 6.4, within(1e-9));
              assertThat(box.outline().angle()).isCloseTo(0, within(1e-9));
            });
  }

  @Test
  void linesMayBeTurned() {
    for (int degrees = -40; degrees <= 40; degrees += 8) {
      Arrays.fill(probabilities, 0);
      fill(new TurnedRectangle(80, 60, 90, 12, Math.toRadians(degrees)), 1);
      TextBox box = boxes().getFirst();
      assertThat(box.outline().x()).isCloseTo(80, within(1.0));
      assertThat(box.outline().y()).isCloseTo(60, within(1.0));
      assertThat(Math.toDegrees(box.outline().angle())).isCloseTo(degrees, within(2.0));
      assertThat(box.score()).isGreaterThan(0.8);
    }
  }

  @Test
  void aLineOnItsSideReadsDownwards() {
    fill(new TurnedRectangle(50, 60, 12, 80, 0), 1);
    TextBox box = boxes().getFirst();
    assertThat(box.outline().width()).isGreaterThan(80);
    assertThat(Math.toDegrees(box.outline().angle())).isCloseTo(90, within(1e-9));
    Arrays.fill(probabilities, 0);
    fill(new TurnedRectangle(50, 60, 20, 24, 0), 1); // a letter stays upright
    assertThat(boxes().getFirst().outline().angle()).isCloseTo(0, within(1e-9));
  }

  @Test
  void whatIsFaintOrTinyIsNoLine() {
    fill(new TurnedRectangle(30, 20, 40, 10, 0), 0.29f);
    fill(new TurnedRectangle(30, 50, 40, 10, 0), 0.45f);
    fill(new TurnedRectangle(30, 80, 40, 2, 0), 1);
    probabilities[HEIGHT * WIDTH - 1] = 1;
    assertThat(boxes()).isEmpty();
    Arrays.fill(probabilities, Float.NaN);
    assertThat(boxes()).isEmpty();
  }

  @Test
  void aLineMayFillAllOrTouchTheEdge() {
    Arrays.fill(probabilities, 1);
    assertThat(boxes()).singleElement().satisfies(box -> assertThat(box.score()).isEqualTo(1));
    Arrays.fill(probabilities, 0);
    fill(new TurnedRectangle(0, 0, 60, 20, 0.2), 1);
    fill(new TurnedRectangle(160, 118, 60, 12, 0), 1);
    assertThat(boxes()).hasSize(2);
  }
}
