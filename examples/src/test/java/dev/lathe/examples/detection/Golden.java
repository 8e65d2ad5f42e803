package dev.lathe.examples.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What torchvision computed; {@code torchvision_golden.py} beside the files wrote them. */
final class Golden {

  private static final Pattern COMMA = Pattern.compile(",");

  private Golden() {}

  /** The numbers of a file's lines, but for the head. */
  static List<float[]> rows(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Golden.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Golden::numbers).toList();
    }
  }

  private static float[] numbers(String line) {
    String[] cells = COMMA.split(line);
    float[] numbers = new float[cells.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(cells[i]);
    }
    return numbers;
  }

  /** Compares a box with the four edges that begin at a cell. */
  static void assertBox(Box box, float[] row, int at, float tolerance) {
    assertThat(box.left()).isEqualTo(row[at], within(tolerance));
    assertThat(box.top()).isEqualTo(row[at + 1], within(tolerance));
    assertThat(box.right()).isEqualTo(row[at + 2], within(tolerance));
    assertThat(box.bottom()).isEqualTo(row[at + 3], within(tolerance));
  }
}
