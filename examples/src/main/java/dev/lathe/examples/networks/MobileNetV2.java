package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Scale.AT_LEAST_ONE;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Budget;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;

/** MobileNetV2 (Sandler et al. 2018, table 2). */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
@Budget(macs = 301_000_000, params = 3_510_000)
public interface MobileNetV2 extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU6)
  Layer stem();

  @MBConv(t = 1, out = 16)
  Layer stage1();

  @MBConv(t = 6, out = 24, stride = 2, repeat = 2)
  Layer stage2();

  @MBConv(t = 6, out = 32, stride = 2, repeat = 3)
  Layer stage3();

  @MBConv(t = 6, out = 64, stride = 2, repeat = 4)
  Layer stage4();

  @MBConv(t = 6, out = 96, repeat = 3)
  Layer stage5();

  @MBConv(t = 6, out = 160, stride = 2, repeat = 3)
  Layer stage6();

  @MBConv(t = 6, out = 320)
  Layer stage7();

  @Pointwise(out = 1280, activation = RELU6, scale = AT_LEAST_ONE)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
