package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an interface that extends {@code dev.lathe.Model} as a neural network. Its abstract
 * methods are the layers, in source order; the annotation processor generates {@code Lathe<Name>},
 * which implements it.
 *
 * <p>An interface that extends another one is a variant of it: it inherits the layers, its own
 * layers follow, and a layer that it declares again replaces the inherited one in its place. It
 * also inherits every attribute of this annotation that it does not state, so that
 * {@code @Network(alpha = 0.5)} is the half-width network and nothing else. With several
 * super-interfaces the first one in the {@code extends} clause that states an attribute decides.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Network {
  /** Rows of the input, before {@link #rho}. Required, stated or inherited. */
  int height() default 0;

  /** Columns of the input, before {@link #rho}. Required, stated or inherited. */
  int width() default 0;

  /** Channels of the input. */
  int channels() default 3;

  /**
   * The width multiplier. Channels v become n = max(divisor, ⌊(alpha·v + divisor/2) / divisor⌋ ·
   * divisor), plus one divisor if n is below 0.9·alpha·v, the rule of the published MobileNets; at
   * alpha 1 they stay as stated. {@link Dense} layers and the input are not scaled.
   */
  double alpha() default 1;

  /**
   * The resolution multiplier: height and width are multiplied by it and rounded to the nearest.
   */
  double rho() default 1;

  /** The depth multiplier: a block's repeat is multiplied by it and rounded up. */
  double depth() default 1;

  /** What scaled channels are multiples of. */
  int divisor() default 8;

  /** The padding of every layer that states none. */
  Padding padding() default Padding.SAME;

  /** What batch norm adds to the variance. */
  double batchNormEpsilon() default 1e-5;

  /**
   * How the weights of dense layers on a single pixel are stored, squeeze-excite's two included.
   * These layers wait for memory, so {@link Storage#HALF} makes them faster as well as smaller. In
   * MobileNetV3 with ten sets of seeded weights it changed outputs by some 2e-4 of their range, and
   * none by more than 5.5e-4. Loading refuses weights that are not finite, or 2^30 or more, with a
   * {@code dev.lathe.WeightsException}.
   */
  Storage denseWeights() default Storage.SINGLE;
}
