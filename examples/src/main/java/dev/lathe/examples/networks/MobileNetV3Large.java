package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SWISH;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** MobileNetV3-Large (Howard et al. 2019, table 1). */
@Network(height = 224, width = 224, batchNormEpsilon = 1e-3)
@Preprocess(resize = 256, crop = 224)
public interface MobileNetV3Large extends Model, MobileNetV3LargeFeatures {
  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1280, activation = HARD_SWISH)
  Layer hidden();

  @Dense(out = 1000)
  Layer classifier();
}
