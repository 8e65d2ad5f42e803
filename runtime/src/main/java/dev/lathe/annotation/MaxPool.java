package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest element of each window of each channel: H×W×C to H'×W'×C. Padding never wins.
 *
 * <p>A pair takes one number or {height, width}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MaxPool {
  /** The window's extent. */
  int[] kernel();

  /** The step between windows; the kernel's extent unless stated. */
  int[] stride() default {};

  /** The padding; the network's unless stated. */
  Padding padding() default Padding.SAME;

  /**
   * Pixels of padding instead of a rule: {all}, {vertical, horizontal} or {top, left, bottom,
   * right}; each smaller than the kernel.
   */
  int[] pads() default {};

  /**
   * Whether a last, incomplete window counts, if it starts inside the input or the padding before.
   */
  boolean ceil() default false;
}
