package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of several equal parts of the channels: H×W×C to H×W×(C / of). */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Split {
  /** Which part, from 0. */
  int part();

  /** How many parts there are; divides the channels. */
  int of() default 2;
}
