package dev.lathe.annotation;

/** How an image of another aspect ratio fills the size that {@link Preprocess#resize} gives. */
public enum Fit {
  /** Stretched to exactly that size. */
  STRETCH,
  /**
   * Resized to that height, its aspect ratio kept, at most to that width; what is left on the right
   * becomes 0 after the normalisation. PaddleOCR prepares text lines like this.
   */
  PAD_RIGHT
}
