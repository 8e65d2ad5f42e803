package dev.lathe.examples;

import java.awt.Color;

/** A colour for each class, such that neighbouring numbers look different. */
final class ClassColours {

  /** The golden ratio's fraction: its multiples spread evenly over the circle of hues. */
  private static final float STEP = 0.618034f;

  private ClassColours() {}

  static Color of(int label) {
    return Color.getHSBColor(label * STEP, 0.85f, 0.95f);
  }
}
