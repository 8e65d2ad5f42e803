package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.From;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;

/**
 * The fire module of SqueezeNet (Iandola et al. 2016), without batch norms: 1×1 and 3×3
 * convolutions side by side on squeezed channels. H×W×C to H×W×(2 · expand).
 */
@Block
public @interface Fire {
  /** Channels squeezed to, before the width multiplier. */
  int squeeze();

  /** Channels of each of the two convolutions behind that, before the width multiplier. */
  int expand();

  /** Stands for {@link #squeeze}. */
  int SQUEEZE = Parameter.A;

  /** Stands for {@link #expand}. */
  int EXPAND = Parameter.B;

  /** The layers. */
  interface Layers {
    /** Narrows the channels. */
    @Pointwise(out = SQUEEZE, norm = false, bias = true, activation = RELU)
    Layer squeeze();

    /** Half of the result. */
    @Pointwise(out = EXPAND, norm = false, bias = true, activation = RELU)
    Layer expand1x1();

    /** The other half. */
    @From("squeeze")
    @Conv(out = EXPAND, kernel = 3, norm = false, bias = true, activation = RELU)
    Layer expand3x3();

    /** Both. */
    @From("expand1x1")
    @Concat("expand3x3")
    Layer all();
  }
}
