package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A dense layer over all elements of its input: H×W×C to 1×1×out with weights (out, C·H·W),
 * flattened channels first as PyTorch does. No width multiplier scales it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Dense {
  /** Numbers returned. */
  int out();

  /** Whether a bias is added. */
  boolean bias() default true;

  /** The activation. */
  Activation activation() default Activation.NONE;

  /** Its slope or alpha, as {@link Activate#slope} says. */
  double slope() default 0;
}
