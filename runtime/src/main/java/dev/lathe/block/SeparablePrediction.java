package dev.lathe.block;

import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Scale.NEVER;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Depthwise;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;

/**
 * The prediction head of SSDLite (Sandler et al. 2018, section 6.2): a depthwise convolution with
 * ReLU6 and a pointwise one with a bias. H×W×C to H×W×out.
 */
@Block
public @interface SeparablePrediction {
  /** Numbers for each pixel; no multiplier scales them. */
  int out();

  /** Stands for {@link #out}. */
  int OUT = Parameter.A;

  /** The layers. */
  interface Layers {
    /** Filters the channels. */
    @Depthwise(activation = RELU6)
    Layer filter();

    /** Predicts. */
    @Pointwise(out = OUT, norm = false, bias = true, scale = NEVER)
    Layer predict();
  }
}
