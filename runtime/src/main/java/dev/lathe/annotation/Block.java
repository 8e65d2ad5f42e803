package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation of your own a group of layers. Its attributes, of type {@code int} or {@code
 * int[]}, are the group's parameters, and the methods of its only nested interface are the layers:
 *
 * <pre>{@code
 * @Block
 * @interface Fire {
 *   int squeeze();
 *   int expand();
 *
 *   int SQUEEZE = Parameter.A, EXPAND = Parameter.B;
 *
 *   interface Layers {
 *     @Pointwise(out = SQUEEZE, activation = RELU)                    Layer squeeze();
 *     @Pointwise(out = EXPAND, activation = RELU)                     Layer expand1();
 *     @From("squeeze") @Conv(out = EXPAND, kernel = 3, activation = RELU) Layer expand3();
 *     @From("expand1") @Concat("expand3")                             Layer all();
 *   }
 * }
 * }</pre>
 *
 * <p>A layer {@code @Fire(squeeze = 16, expand = 64) Layer fire2();} is then these layers, named
 * {@code fire2.squeeze} and so on. They know each other's names and {@code "input"}, what the block
 * reads; the last one's value is the block's. A constant stands for the attribute of its name
 * wherever a layer takes a number, a nested one's too. A layer that refers to a parameter of value 0
 * is left out.
 *
 * <p>With an attribute {@code repeat} the group follows itself that often, {@code
 * stage.0.squeeze}, {@code stage.1.squeeze}, …; an attribute {@code stride} is then 1 from the
 * second time on.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Block {}
