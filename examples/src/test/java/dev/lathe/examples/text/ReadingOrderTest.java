package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {

  @Test
  void rowsFromTheTopAndEachFromTheLeft() {
    List<TextBox> read =
        List.of(
            line(50, 22),
            line(200, 18),
            line(400, 20), // a row that is not quite level
            line(30, 60),
            line(20, 92),
            line(300, 90));
    for (int seed = 0; seed < 20; seed++) {
      List<TextBox> shuffled = new ArrayList<>(read);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(ReadingOrder.of(shuffled)).isEqualTo(read);
    }
    assertThat(ReadingOrder.of(List.of())).isEmpty();
  }

  private static TextBox line(double x, double y) {
    return new TextBox(new TurnedRectangle(x, y, 80, 20, 0), 1);
  }
}
