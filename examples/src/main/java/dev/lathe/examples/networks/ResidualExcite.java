package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;

import dev.lathe.Layer;
import dev.lathe.annotation.Add;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Parameter;
import dev.lathe.annotation.SqueezeExcite;

/**
 * A convolution whose channels squeeze-excite weighs, plus what it weighs: the layers of PP-OCRv3's
 * RSE-FPN. H×W×C to H×W×out.
 */
@Block
@interface ResidualExcite {
  int out();

  int kernel() default 1;

  int OUT = Parameter.A;
  int KERNEL = Parameter.B;

  interface Layers {
    @Conv(out = OUT, kernel = KERNEL, norm = false)
    Layer filter();

    @SqueezeExcite(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2)
    Layer excite();

    @Add("filter")
    Layer sum();
  }
}
