package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A further input. In a network, H×W×C beside the {@code "input"} that {@link Network} declares; in
 * a {@link Block}, a further layer that its user names in {@link From}, which states no extents.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Input {
  /** Rows. */
  int height() default 0;

  /** Columns. */
  int width() default 0;

  /** Channels. */
  int channels() default 0;
}
