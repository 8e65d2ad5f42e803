package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The fused inverted bottleneck of EfficientNetV2 (Tan and Le 2021): one k×k convolution expands
 * and filters, squeeze-excite weighs the channels where stated, and a pointwise convolution without
 * activation projects them: H×W×C to H'×W'×out. At t = 1 there is the k×k convolution alone, with
 * its activation. Each has a batch norm.
 *
 * <p>Exactly one of {@link #t} and {@link #expanded} says how far the channels expand. A pair takes
 * one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface FusedMBConv {
  /** The expansion: it multiplies the channels the block reads, as {@link MBConv#t} does. */
  double t() default 0;

  /** The expanded channels, absolute; the width multiplier scales them. */
  int expanded() default 0;

  /** Channels returned, before the width multiplier. */
  int out();

  /** The window's extent. */
  int[] kernel() default 3;

  /** The step between windows, in the first block of a repeat; the others have 1. */
  int[] stride() default 1;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** The activation after the k×k convolution. */
  Activation activation() default Activation.SILU;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;

  /** Squeeze-excite after the k×k convolution; none unless stated. */
  SE[] se() default {};

  /** Whether a block adds its input to its output. */
  Skip skip() default Skip.AUTO;

  /** How the width multiplier applies to {@link #out} and {@link #expanded}. */
  Scale scale() default Scale.ALPHA;
}
