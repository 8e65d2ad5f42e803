package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The channel shuffle of ShuffleNet (Zhang et al. 2018): channels taken from each of several equal
 * parts in turn. H×W×C to H×W×C.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Shuffle {
  /** How many parts there are; divides the channels. */
  int groups();
}
