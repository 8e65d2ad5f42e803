package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Squeeze-excite (Hu et al. 2018) as a layer of its own: each channel of H×W×C times a gate that
 * two dense layers compute from the channels' means. Both dense layers have a bias.
 *
 * <p>Exactly one of {@link #r} and {@link #squeeze} says how narrow the channels become in between.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface SqueezeExcite {
  /** The reduction: the squeezed channels are the channels read divided by r. */
  int r() default 0;

  /** The squeezed channels, absolute; no multiplier scales them. */
  int squeeze() default 0;

  /**
   * What the squeezed channels are multiples of. At 1 the quotient is rounded down; otherwise it is
   * then rounded as {@link Network#alpha} says.
   */
  int divisor() default 1;

  /** The activation between the two dense layers. */
  Activation activation() default Activation.RELU;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;

  /** The activation that makes the gate. */
  Activation gate() default Activation.SIGMOID;

  /** The gate's slope or alpha, as {@link Activate#slope} says. */
  double gateSlope() default 0;
}
