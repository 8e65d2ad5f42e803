package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution that filters each channel on its own: H×W×C to H'×W'×(C·multiplier) with weights
 * (C·multiplier, 1, kH, kW), then batch norm, then the activation.
 *
 * <p>A pair takes one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Depthwise {
  /** The window's extent. */
  int[] kernel() default 3;

  /** The step between windows. */
  int[] stride() default 1;

  /** Channels returned for each channel read. */
  int multiplier() default 1;

  /** The distance between the taps of a window. */
  int[] dilation() default 1;

  /** The padding; the network's unless stated. */
  Padding padding() default Padding.SAME;

  /**
   * Pixels of padding instead of a rule: {all}, {vertical, horizontal} or {top, left, bottom,
   * right}.
   */
  int[] pads() default {};

  /** Whether a batch norm follows. */
  boolean norm() default true;

  /** Whether a bias is added. */
  boolean bias() default false;

  /** The activation. */
  Activation activation() default Activation.NONE;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;
}
