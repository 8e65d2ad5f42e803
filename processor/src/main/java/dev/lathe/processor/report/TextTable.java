package dev.lathe.processor.report;

import java.util.ArrayList;
import java.util.List;

/** Text in aligned columns. */
final class TextTable {

  private static final String GAP = "  ";

  /** A column's heading and the side that its cells keep to. */
  record Column(String heading, boolean right) {
    static Column left(String heading) {
      return new Column(heading, false);
    }

    static Column right(String heading) {
      return new Column(heading, true);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /** A row of as many cells as there are columns. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /**
   * The heading, a rule and the rows, each with a line feed behind it and no spaces before that.
   */
  @Override
  public String toString() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          rows.stream()
              .mapToInt(row -> row.get(column).length())
              .reduce(columns.get(i).heading().length(), Math::max);
    }
    StringBuilder text = new StringBuilder();
    List<String> headings = columns.stream().map(Column::heading).toList();
    append(headings, widths, text);
    int width = headings.size() * GAP.length() - GAP.length();
    for (int it : widths) {
      width += it;
    }
    text.append("-".repeat(width)).append('\n');
    rows.forEach(row -> append(row, widths, text));
    return text.toString();
  }

  private void append(List<String> cells, int[] widths, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(columns.get(i).right() ? pad + cells.get(i) : cells.get(i) + pad).append(GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
