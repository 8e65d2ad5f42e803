package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Skip.PROJECT;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Residual;
import dev.lathe.annotation.SqueezeExcite;

/**
 * The bottleneck of ResNet-50 and deeper as torchvision has it, with the stride at the 3×3
 * convolution (He et al. 2016); in groups that of ResNeXt (Xie et al. 2017), with squeeze-excite
 * that of SE-ResNet (Hu et al. 2018). H×W×C to H'×W'×out.
 */
@Block
public @interface Bottleneck {
  /** Channels of the 3×3 convolution, before the width multiplier. */
  int mid();

  /** Channels returned, before the width multiplier. */
  int out();

  /** The step from what is read to what is returned, in the first of a repeat. */
  int stride() default 1;

  /** Groups of the 3×3 convolution. */
  int groups() default 1;

  /** Squeeze-excite's reduction of the channels returned; 0 for none. */
  int r() default 0;

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** Stands for {@link #mid}. */
  int MID = Parameter.A;

  /** Stands for {@link #out}. */
  int OUT = Parameter.B;

  /** Stands for {@link #stride}. */
  int STRIDE = Parameter.C;

  /** Stands for {@link #groups}. */
  int GROUPS = Parameter.D;

  /** Stands for {@link #r}. */
  int R = Parameter.E;

  /** The layers. */
  interface Layers {
    /** Narrows the channels. */
    @Pointwise(out = MID, activation = RELU)
    Layer reduce();

    /** The strided convolution. */
    @Conv(out = MID, kernel = 3, stride = STRIDE, groups = GROUPS, activation = RELU)
    Layer filter();

    /** Widens the channels. */
    @Pointwise(out = OUT)
    Layer widen();

    /** Weighs the channels. */
    @SqueezeExcite(r = R)
    Layer excite();

    /** Adds what is read. */
    @Residual(stride = STRIDE, skip = PROJECT, activation = RELU)
    Layer sum();
  }
}
