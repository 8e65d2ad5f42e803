package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of the layer above, or that of {@link From}, and below them those of the layers named:
 * H1×W×C, H2×W×C, … to (H1 + H2 + …)×W×C. What follows treats all alike, with one set of weights.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Stack {
  /** The other layers. */
  String[] value();
}
