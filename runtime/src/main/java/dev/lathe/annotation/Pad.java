package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Pixels added around a map: H×W×C to (H + top + bottom)×(W + left + right)×C. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Pad {
  /** How many: {all}, {vertical, horizontal} or {top, left, bottom, right}. */
  int[] pads();

  /** What they hold. */
  Border border() default Border.CONSTANT;

  /** The number that {@link Border#CONSTANT} pixels hold. */
  double value() default 0;
}
