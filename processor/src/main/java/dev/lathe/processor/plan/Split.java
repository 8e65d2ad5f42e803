package dev.lathe.processor.plan;

/**
 * How the threads of one inference divide a step. What each part computes does not depend on the
 * others, nor does the order in which a sum is added up depend on their number.
 */
public enum Split {
  /** Each part computes some pixels, and reads all weights. */
  PIXELS,
  /** Each part computes some output channels, and reads all pixels. */
  CHANNELS,
  /** A call computes one panel of output channels, for a kernel that goes by the same panels. */
  PANELS
}
