package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Depthwise;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Residual;

/**
 * The universal inverted bottleneck of MobileNetV4 (Qin et al. 2024): an inverted bottleneck whose
 * depthwise convolution is optional, with an optional one before the expansion. H×W×C to H'×W'×out.
 */
@Block
public @interface UniversalInvertedBottleneck {
  /** Kernel of the depthwise convolution before the expansion; 0 for none. */
  int start() default 0;

  /** Kernel of the depthwise convolution behind the expansion, which has the stride; 0 for none. */
  int kernel() default 0;

  /** Channels that are expanded to, before the width multiplier. */
  int mid();

  /** Channels returned, before the width multiplier. */
  int out();

  /** The step from what is read to what is returned, in the first of a repeat. */
  int stride() default 1;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** Stands for {@link #start}. */
  int START = Parameter.A;

  /** Stands for {@link #kernel}. */
  int KERNEL = Parameter.B;

  /** Stands for {@link #mid}. */
  int MID = Parameter.C;

  /** Stands for {@link #out}. */
  int OUT = Parameter.D;

  /** Stands for {@link #stride}. */
  int STRIDE = Parameter.E;

  /** The layers. */
  interface Layers {
    /** Filters what is read. */
    @Depthwise(kernel = START)
    Layer first();

    /** Widens the channels. */
    @Pointwise(out = MID, activation = RELU)
    Layer expand();

    /** The strided convolution. */
    @Depthwise(kernel = KERNEL, stride = STRIDE, activation = RELU)
    Layer filter();

    /** Narrows the channels. */
    @Pointwise(out = OUT)
    Layer project();

    /** Adds what is read where the shape allows it. */
    @Residual(stride = STRIDE)
    Layer sum();
  }
}
