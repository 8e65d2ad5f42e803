package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU6;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.Separable;

/** MobileNetV1 (Howard et al. 2017, table 1). */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224, range = 127.5, mean = 1, std = 1)
public interface MobileNetV1 extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU6)
  Layer stem();

  @Separable(out = 64)
  Layer stage1();

  @Separable(out = 128, stride = 2, repeat = 2)
  Layer stage2();

  @Separable(out = 256, stride = 2, repeat = 2)
  Layer stage3();

  @Separable(out = 512, stride = 2, repeat = 6)
  Layer stage4();

  @Separable(out = 1024, stride = 2, repeat = 2)
  Layer stage5();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
