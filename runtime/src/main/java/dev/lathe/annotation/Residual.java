package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A skip connection (He et al. 2016): adds what the block reads to the layer above, or to that of
 * {@link From}: H×W×C to H×W×C.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Residual {
  /** The layer that is added; what the block, or the network, reads unless stated. */
  String from() default "input";

  /** The step from {@link #from} to here: the product of the strides in between. */
  int[] stride() default 1;

  /** Whether there is a skip; {@link Skip#PROJECT} makes it ResNet's. */
  Skip skip() default Skip.AUTO;

  /** The activation of the sum. */
  Activation activation() default Activation.NONE;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;
}
