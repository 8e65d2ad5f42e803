package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which layers a layer reads, instead of the one above it: methods declared above it, or
 * {@code "input"}, what the network or the block reads. {@code "stage3.0.expand"} is what the op of
 * that name inside a layer returns, its activation included.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface From {
  /** The names; one, save for a block with {@link Input}s of its own. */
  String[] value();
}
