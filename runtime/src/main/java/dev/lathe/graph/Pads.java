package dev.lathe.graph;

/** Pixels of padding on each side of an input. */
public record Pads(int top, int left, int bottom, int right) {

  /** No padding. */
  public static final Pads NONE = new Pads(0, 0, 0, 0);

  /** {@code "{1, 1, 1, 1}"}: top, left, bottom, right, as an annotation states them. */
  @Override
  public String toString() {
    return "{" + top + ", " + left + ", " + bottom + ", " + right + "}";
  }
}
