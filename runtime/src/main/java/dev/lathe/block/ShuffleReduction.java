package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.Depthwise;
import dev.lathe.annotation.From;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Shuffle;

/**
 * The unit of ShuffleNetV2 that halves height and width (Ma et al. 2018, figure 3d): two filtered
 * branches, shuffled. H×W×C to H/2×W/2×(2 · half).
 */
@Block
public @interface ShuffleReduction {
  /** Half of the channels returned. */
  int half();

  /** Stands for {@link #half}. */
  int HALF = Parameter.A;

  /** The layers. */
  interface Layers {
    /** Filters the left branch. */
    @Depthwise(stride = 2)
    Layer leftFilter();

    /** Mixes its channels. */
    @Pointwise(out = HALF, activation = RELU)
    Layer left();

    /** Mixes the right branch's channels. */
    @From("input")
    @Pointwise(out = HALF, activation = RELU)
    Layer first();

    /** Filters them. */
    @Depthwise(stride = 2)
    Layer filter();

    /** Mixes them again. */
    @Pointwise(out = HALF, activation = RELU)
    Layer right();

    /** Both branches. */
    @From("left")
    @Concat("right")
    Layer all();

    /** Mixes them. */
    @Shuffle(groups = 2)
    Layer mixed();
  }
}
