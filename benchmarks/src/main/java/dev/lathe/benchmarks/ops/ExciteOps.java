package dev.lathe.benchmarks.ops;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.SILU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.SqueezeExcite;

/** Squeeze-excite as MobileNetV3-Large and EfficientNet-B0 have it. */
public interface ExciteOps {
  /** 28×28×120, squeezed to 32 channels. */
  @Network(height = 28, width = 28, channels = 120)
  interface Map28Of120By32 extends Model {
    @SqueezeExcite(squeeze = 32, gate = HARD_SIGMOID)
    Layer excite();
  }

  /** 14×14×672, squeezed to 168 channels. */
  @Network(height = 14, width = 14, channels = 672)
  interface Map14Of672By168 extends Model {
    @SqueezeExcite(squeeze = 168, gate = HARD_SIGMOID)
    Layer excite();
  }

  /** 14×14×672, squeezed to 28 channels. */
  @Network(height = 14, width = 14, channels = 672)
  interface Map14Of672By28 extends Model {
    @SqueezeExcite(squeeze = 28, activation = SILU)
    Layer excite();
  }

  /** 7×7×1152, squeezed to 48 channels. */
  @Network(height = 7, width = 7, channels = 1152)
  interface Map7Of1152By48 extends Model {
    @SqueezeExcite(squeeze = 48, activation = SILU)
    Layer excite();
  }
}
