package dev.lathe.graph;

/** Pixels of padding on each side of an input. */
public record Pads(int top, int left, int bottom, int right) {

  /** No padding. */
  public static final Pads NONE = new Pads(0, 0, 0, 0);
}
