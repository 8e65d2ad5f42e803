package dev.lathe.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A text table: aligned columns, the first to the left and the others to the right. */
public final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table of a head alone. */
  public Table(List<String> head) {
    rows.add(List.copyOf(head));
  }

  /** Adds a row of as many cells as the head has. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The rows as lines, under a ruled head. */
  public List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(padded(row.get(0), widths[0], false));
      for (int i = 1; i < widths.length; i++) {
        line.append(GAP).append(padded(row.get(i), widths[i], true));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
    return lines;
  }

  private static String padded(String cell, int width, boolean right) {
    String blanks = " ".repeat(width - cell.length());
    return right ? blanks + cell : cell + blanks;
  }
}
