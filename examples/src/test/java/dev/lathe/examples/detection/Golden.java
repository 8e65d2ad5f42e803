package dev.lathe.examples.detection;

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

  /** The box whose four edges begin at a cell. */
  static Box box(float[] row, int at) {
    return new Box(row[at], row[at + 1], row[at + 2], row[at + 3]);
  }
}
