package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Resampling.BILINEAR;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.From;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Upsample;

/**
 * Atrous spatial pyramid pooling (Chen et al. 2017, DeepLabV3): a pointwise convolution, three
 * dilated ones and the mean of the whole map side by side, brought back to {@code out} channels.
 * H×W×C to H×W×out.
 */
@Block
public @interface AtrousPyramid {
  /** Channels returned, before the width multiplier. */
  int out();

  /** Dilation of the first 3×3 convolution. */
  int rate1();

  /** Dilation of the second. */
  int rate2();

  /** Dilation of the third. */
  int rate3();

  /** Stands for {@link #out}. */
  int OUT = Parameter.A;

  /** Stands for {@link #rate1}. */
  int RATE1 = Parameter.B;

  /** Stands for {@link #rate2}. */
  int RATE2 = Parameter.C;

  /** Stands for {@link #rate3}. */
  int RATE3 = Parameter.D;

  /** The layers. */
  interface Layers {
    /** Each pixel. */
    @Pointwise(out = OUT, activation = RELU)
    Layer point();

    /** Its near surroundings. */
    @From("input")
    @Conv(out = OUT, kernel = 3, dilation = RATE1, activation = RELU)
    Layer near();

    /** Its middle surroundings. */
    @From("input")
    @Conv(out = OUT, kernel = 3, dilation = RATE2, activation = RELU)
    Layer middle();

    /** Its far surroundings. */
    @From("input")
    @Conv(out = OUT, kernel = 3, dilation = RATE3, activation = RELU)
    Layer far();

    /** The whole map. */
    @From("input")
    @GlobalAveragePool
    Layer mean();

    /** Its channels. */
    @Pointwise(out = OUT, activation = RELU)
    Layer whole();

    /** For each pixel. */
    @Upsample(like = "input", mode = BILINEAR)
    Layer everywhere();

    /** All five. */
    @From("point")
    @Concat({"near", "middle", "far", "everywhere"})
    Layer all();

    /** Mixes them. */
    @Pointwise(out = OUT, activation = RELU)
    Layer project();
  }
}
