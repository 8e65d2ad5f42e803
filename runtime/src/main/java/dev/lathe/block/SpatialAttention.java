package dev.lathe.block;

import static dev.lathe.annotation.Activation.SIGMOID;
import static dev.lathe.annotation.Scale.NEVER;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.ChannelMax;
import dev.lathe.annotation.ChannelMean;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.From;
import dev.lathe.annotation.Multiply;
import dev.lathe.annotation.Parameter;

/**
 * The spatial attention of CBAM (Woo et al. 2018): each pixel times a mask that a convolution
 * computes from the largest and the mean of each pixel's channels. H×W×C to H×W×C.
 */
@Block
public @interface SpatialAttention {
  /** The convolution's extent. */
  int kernel() default 7;

  /** Stands for {@link #kernel}. */
  int KERNEL = Parameter.A;

  /** The layers. */
  interface Layers {
    /** The largest of the channels. */
    @ChannelMax
    Layer largest();

    /** Their mean. */
    @From("input")
    @ChannelMean
    Layer mean();

    /** Both, the mean behind. */
    @From("largest")
    @Concat("mean")
    Layer both();

    /** The mask. */
    @Conv(out = 1, kernel = KERNEL, activation = SIGMOID, scale = NEVER)
    Layer mask();

    /** The product. */
    @From("input")
    @Multiply("mask")
    Layer weighed();
  }
}
