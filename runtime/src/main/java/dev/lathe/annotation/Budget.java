package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a network may cost. Exceeding a figure is a compile error that names the three costliest
 * layers. A budget holds for the network it is written on; variants do not inherit it, for a wider
 * variant costs more on purpose.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Budget {
  /** Multiply-accumulates of one inference. */
  long macs() default Long.MAX_VALUE;

  /** Learned numbers: weights, biases, batch norm's gamma and beta. */
  long params() default Long.MAX_VALUE;

  /** Bytes of packed weights at run time. */
  long weightBytes() default Long.MAX_VALUE;

  /** Bytes of the arena that all activations live in. */
  long arenaBytes() default Long.MAX_VALUE;

  /** The fraction of a budget above which the compiler warns, such as 0.9. */
  double warnAt() default 1;
}
