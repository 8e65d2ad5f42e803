package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An activation as a layer of its own: H×W×C to H×W×C. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Activate {
  /** The activation. */
  Activation activation();

  /**
   * The slope of {@link Activation#HARD_SIGMOID} and {@link Activation#LEAKY_RELU}, or the alpha of
   * {@link Activation#ELU}; the activation's default unless stated.
   */
  double slope() default 0;

  /** Whether {@link Activation#PRELU} learns one slope for all channels. */
  boolean shared() default false;
}
