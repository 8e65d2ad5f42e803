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
import dev.lathe.annotation.Split;

/**
 * The unit of ShuffleNetV2 (Ma et al. 2018, figure 3c): half of the channels pass, the other half
 * is filtered, and both are shuffled. H×W×C to H×W×C.
 */
@Block
public @interface ShuffleUnit {
  /** Half of the channels read. */
  int half();

  /** Blocks in a row, before the depth multiplier. */
  int repeat() default 1;

  /** Stands for {@link #half}. */
  int HALF = Parameter.A;

  /** The layers. */
  interface Layers {
    /** The half that passes. */
    @Split(part = 0)
    Layer left();

    /** The half that is filtered. */
    @From("input")
    @Split(part = 1)
    Layer right();

    /** Mixes the channels. */
    @Pointwise(out = HALF, activation = RELU)
    Layer first();

    /** Filters them. */
    @Depthwise
    Layer filter();

    /** Mixes them again. */
    @Pointwise(out = HALF, activation = RELU)
    Layer second();

    /** Both halves. */
    @From("left")
    @Concat("second")
    Layer all();

    /** Mixes the halves. */
    @Shuffle(groups = 2)
    Layer mixed();
  }
}
