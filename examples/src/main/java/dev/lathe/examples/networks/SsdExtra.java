package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU6;

import dev.lathe.Layer;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Depthwise;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.Pointwise;

/** One of SSDLite's maps behind the backbone, each half as high and wide as the one before it. */
@Block
@interface SsdExtra {
  int half();

  int out();

  int HALF = Parameter.A;
  int OUT = Parameter.B;

  interface Layers {
    @Pointwise(out = HALF, activation = RELU6)
    Layer reduce();

    @Depthwise(stride = 2, activation = RELU6)
    Layer filter();

    @Pointwise(out = OUT, activation = RELU6)
    Layer widen();
  }
}
