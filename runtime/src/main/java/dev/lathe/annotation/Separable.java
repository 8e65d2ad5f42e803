package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The depthwise separable block of MobileNetV1 (Howard et al. 2017): a depthwise convolution, then
 * a pointwise one, each with batch norm and the activation: H×W×C to H'×W'×out.
 *
 * <p>A pair takes one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Separable {
  /** Channels returned, before the width multiplier. */
  int out();

  /** The depthwise window's extent. */
  int[] kernel() default 3;

  /** The depthwise step between windows, in the first block of a repeat; the others have 1. */
  int[] stride() default 1;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** The activation after both convolutions. */
  Activation activation() default Activation.RELU6;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;

  /** Squeeze-excite between the two convolutions; none unless stated. */
  SE[] se() default {};

  /** Whether a block adds its input to its output. */
  Skip skip() default Skip.NEVER;

  /** How the width multiplier applies to {@link #out}. */
  Scale scale() default Scale.ALPHA;
}
