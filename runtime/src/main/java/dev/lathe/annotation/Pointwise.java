package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A 1×1 convolution: H×W×C to H×W×out with weights (out, C/groups, 1, 1), then batch norm, then the
 * activation.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Pointwise {
  /** Channels returned, before the width multiplier. */
  int out();

  /** Groups that the channels are split into; divides the channels read and returned. */
  int groups() default 1;

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
