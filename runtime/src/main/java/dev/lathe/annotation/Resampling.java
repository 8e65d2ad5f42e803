package dev.lathe.annotation;

/** How {@link Upsample} makes a pixel of those around it. */
public enum Resampling {
  /** It takes the pixel at or before. */
  NEAREST,
  /** It weighs four pixels by the distance of their centres. */
  BILINEAR,
  /** It weighs four pixels so that the corners' centres stay in place (align_corners). */
  BILINEAR_ALIGNED
}
