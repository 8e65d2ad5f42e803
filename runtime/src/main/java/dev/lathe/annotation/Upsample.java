package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A map resampled to another size, as PyTorch's {@code interpolate} does: H×W×C to H'×W'×C. Exactly
 * one of {@link #scale}, {@link #size} and {@link #like} says to which.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Upsample {
  /** H' = ⌊H · scale⌋; one number or {vertical, horizontal}. */
  double[] scale() default {};

  /** H' and W'; one number or {height, width}. */
  int[] size() default {};

  /** A layer whose height and width the result has. */
  String like() default "";

  /** How the pixels in between are made. */
  Resampling mode() default Resampling.NEAREST;
}
