package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The inverted bottleneck of MobileNetV2 (Sandler et al. 2018): a pointwise convolution expands the
 * channels, a depthwise one filters them, squeeze-excite weighs them where stated, and a pointwise
 * one without activation projects them: H×W×C to H'×W'×out. Each has a batch norm.
 *
 * <p>Exactly one of {@link #t} and {@link #expanded} says how far the channels expand. A pair takes
 * one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MBConv {
  /**
   * The expansion: it multiplies the channels the block reads, which the width multiplier has
   * scaled already. The product of a fractional t is rounded as {@link Network#alpha} says. At 1
   * there is no expanding convolution.
   */
  double t() default 0;

  /**
   * The expanded channels, absolute; the width multiplier scales them. There is always an expanding
   * convolution, even to as many channels as the block reads.
   */
  int expanded() default 0;

  /** Channels returned, before the width multiplier. */
  int out();

  /** The depthwise window's extent. */
  int[] kernel() default 3;

  /** The depthwise step between windows, in the first block of a repeat; the others have 1. */
  int[] stride() default 1;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** The distance between the taps of a depthwise window. */
  int[] dilation() default 1;

  /** The activation after the expanding and the depthwise convolution. */
  Activation activation() default Activation.RELU6;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;

  /** Squeeze-excite after the depthwise convolution; none unless stated. */
  SE[] se() default {};

  /** Whether a block adds its input to its output. */
  Skip skip() default Skip.AUTO;

  /** Whether batch norms follow the convolutions; without them each has a bias. */
  boolean norm() default true;

  /** How the width multiplier applies to {@link #out} and {@link #expanded}. */
  Scale scale() default Scale.ALPHA;
}
