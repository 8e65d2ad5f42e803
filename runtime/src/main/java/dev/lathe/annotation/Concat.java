package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The channels of the layer above, or that of {@link From}, and behind them those of the layers
 * named: H×W×C1, H×W×C2, … to H×W×(C1 + C2 + …).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Concat {
  /** The other layers. */
  String[] value();
}
