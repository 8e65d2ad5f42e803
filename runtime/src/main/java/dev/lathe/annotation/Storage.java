package dev.lathe.annotation;

/** How weights are stored for a model's inferences; they are computed with as floats. */
public enum Storage {
  /** As 32 bits, exactly as loaded. */
  SINGLE,
  /**
   * As 16 bits: IEEE half precision (fp16, 11 significant bits), rounded to nearest even, after
   * each output's weights are multiplied by a power of two that brings the largest into [2^14,
   * 2^15). A weight is off by at most 2^-11 of itself, or by 2^-40 of the output's largest.
   */
  HALF
}
