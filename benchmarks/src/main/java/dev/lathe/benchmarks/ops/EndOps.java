package dev.lathe.benchmarks.ops;

import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Activation.SILU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.Network;

/** The ops at either end of a network. */
public interface EndOps {
  /** MobileNetV2's stem. */
  @Network(height = 224, width = 224)
  interface StemTo32 extends Model {
    @Conv(out = 32, kernel = 3, stride = 2, activation = RELU6)
    Layer stem();
  }

  /** EfficientNet-B0's stem. */
  @Network(height = 224, width = 224)
  interface StemTo32WithSilu extends Model {
    @Conv(out = 32, kernel = 3, stride = 2, activation = SILU)
    Layer stem();
  }

  /** MobileNetV3's stem. */
  @Network(height = 224, width = 224)
  interface StemTo16 extends Model {
    @Conv(out = 16, kernel = 3, stride = 2, activation = HARD_SWISH)
    Layer stem();
  }

  /** MobileNetV2's and EfficientNet-B0's classifier. */
  @Network(height = 1, width = 1, channels = 1280)
  interface Classifier extends Model {
    @Dense(out = 1000)
    Layer dense();
  }

  /** MobileNetV3-Large's hidden layer. */
  @Network(height = 1, width = 1, channels = 960)
  interface Hidden extends Model {
    @Dense(out = 1280, activation = HARD_SWISH)
    Layer dense();
  }
}
