package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transposed convolution, PyTorch's {@code ConvTranspose2d}, then batch norm, then the
 * activation: H×W×C to H'×W'×out with H' = (H − 1) · stride − pads + dilation · (kernel − 1) + 1 +
 * outputPadding. Its weights are (C, out/groups, kH, kW).
 *
 * <p>A pair takes one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ConvTranspose {
  /** Channels returned, before the width multiplier. */
  int out();

  /** The window's extent. */
  int[] kernel();

  /** The step between the windows of neighbouring input pixels. */
  int[] stride() default 1;

  /**
   * Pixels cut from the result: {all}, {vertical, horizontal} or {top, left, bottom, right}; none
   * unless stated.
   */
  int[] pads() default 0;

  /** Rows and columns more at the bottom and the right; fewer than the stride. */
  int[] outputPadding() default 0;

  /** The distance between the taps of a window. */
  int[] dilation() default 1;

  /** Groups that the channels are split into; divides the channels read and returned. */
  int groups() default 1;

  /** Whether a batch norm follows. */
  boolean norm() default true;

  /** Whether a bias is added. */
  boolean bias() default false;

  /** The activation. */
  Activation activation() default Activation.NONE;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;

  /** How the width multiplier applies to {@link #out}. */
  Scale scale() default Scale.ALPHA;
}
