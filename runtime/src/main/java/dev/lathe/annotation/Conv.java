package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over all channels of each group: H×W×C to H'×W'×out with weights (out, C/groups,
 * kH, kW), then batch norm, then the activation.
 *
 * <p>A pair takes one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Conv {
  /** Channels returned, before the width multiplier. */
  int out();

  /** The window's extent. */
  int[] kernel();

  /** The step between windows. */
  int[] stride() default 1;

  /** The distance between the taps of a window. */
  int[] dilation() default 1;

  /** Groups that the channels are split into; divides the channels read and returned. */
  int groups() default 1;

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

  /** How the width multiplier applies to {@link #out}. */
  Scale scale() default Scale.ALPHA;
}
