package dev.lathe.annotation;

/** What the pixels hold that {@link Pad} adds. */
public enum Border {
  /** A number. */
  CONSTANT,
  /** The pixels inside, mirrored at the outermost one. */
  REFLECT,
  /** The outermost pixel. */
  REPLICATE
}
