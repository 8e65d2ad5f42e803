package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The element-wise product of the layer above, or that of {@link From}, H×W×C, and the layer named:
 * H×W×C, a gate of 1×1×C, or a mask of H×W×1.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Multiply {
  /** The other layer. */
  String value();
}
