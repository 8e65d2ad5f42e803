package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.SIGMOID;

import dev.lathe.Layer;
import dev.lathe.annotation.Add;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.From;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.GlobalMaxPool;
import dev.lathe.annotation.Multiply;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Stack;

/**
 * The channel attention of CBAM (Woo et al. 2018): each channel times a gate, the sigmoid of the
 * sum of what two dense layers make of the channels' means and of what the same two make of their
 * largest elements. H×W×C to H×W×C.
 */
@Block
public @interface ChannelAttention {
  /** The channels read, before the width multiplier. */
  int channels();

  /** The channels between the two dense layers, before the width multiplier. */
  int squeeze();

  /** Stands for {@link #channels}. */
  int CHANNELS = Parameter.A;

  /** Stands for {@link #squeeze}. */
  int SQUEEZE = Parameter.B;

  /** The layers. */
  interface Layers {
    /** The means. */
    @GlobalAveragePool
    Layer means();

    /** The largest elements. */
    @From("input")
    @GlobalMaxPool
    Layer largest();

    /** One pixel of each, so that the dense layers see both with the same weights. */
    @From("means")
    @Stack("largest")
    Layer both();

    /** The first dense layer. */
    @Pointwise(out = SQUEEZE, norm = false, bias = true, activation = RELU)
    Layer squeezed();

    /** The second. */
    @Pointwise(out = CHANNELS, norm = false, bias = true)
    Layer excited();

    /** Half of the two results' sum. */
    @GlobalAveragePool
    Layer half();

    /** Its double, and the gate. */
    @Add(value = "half", activation = SIGMOID)
    Layer gate();

    /** The product. */
    @From("input")
    @Multiply("gate")
    Layer weighed();
  }
}
