package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Skip.PROJECT;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Residual;
import dev.lathe.annotation.SqueezeExcite;

/**
 * The block of ResNet-18 and 34 (He et al. 2016), with squeeze-excite that of SE-ResNet (Hu et al.
 * 2018): two 3×3 convolutions and a skip. H×W×C to H'×W'×out.
 */
@Block
public @interface BasicBlock {
  /** Channels returned, before the width multiplier. */
  int out();

  /** The step from what is read to what is returned, in the first of a repeat. */
  int stride() default 1;

  /** Squeeze-excite's reduction of the channels returned; 0 for none. */
  int r() default 0;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** Stands for {@link #out}. */
  int OUT = Parameter.A;

  /** Stands for {@link #stride}. */
  int STRIDE = Parameter.B;

  /** Stands for {@link #r}. */
  int R = Parameter.C;

  /** The layers. */
  interface Layers {
    /** The strided convolution. */
    @Conv(out = OUT, kernel = 3, stride = STRIDE, activation = RELU)
    Layer first();

    /** The other. */
    @Conv(out = OUT, kernel = 3)
    Layer second();

    /** Weighs the channels. */
    @SqueezeExcite(r = R)
    Layer excite();

    /** Adds what is read. */
    @Residual(stride = STRIDE, skip = PROJECT, activation = RELU)
    Layer sum();
  }
}
