package dev.lathe.examples.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts lines of text into the order in which they are read. */
final class ReadingOrder {

  private ReadingOrder() {}

  /**
   * Row by row from the top, each from the left. A line belongs to the row above it if its centre
   * is less than half a line lower than that of the row's topmost line.
   */
  static List<TextBox> of(List<TextBox> boxes) {
    List<TextBox> fromTop = new ArrayList<>(boxes);
    fromTop.sort(Comparator.comparingDouble(box -> box.outline().y()));
    List<TextBox> ordered = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= fromTop.size(); i++) {
      if (i == fromTop.size() || isBelow(fromTop.get(i), fromTop.get(start))) {
        List<TextBox> row = fromTop.subList(start, i);
        row.sort(Comparator.comparingDouble(box -> box.outline().x()));
        ordered.addAll(row);
        start = i;
      }
    }
    return ordered;
  }

  private static boolean isBelow(TextBox box, TextBox topmost) {
    return box.outline().y() - topmost.outline().y() >= topmost.outline().shorterSide() / 2;
  }
}
