package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;

/** MnasNet-B1 (Tan et al. 2019, figure 7 without squeeze-excite). */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface MnasNet extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU)
  Layer stem();

  @MBConv(t = 1, out = 16, activation = RELU)
  Layer stage1();

  @MBConv(t = 3, out = 24, stride = 2, repeat = 3, activation = RELU)
  Layer stage2();

  @MBConv(t = 3, out = 40, kernel = 5, stride = 2, repeat = 3, activation = RELU)
  Layer stage3();

  @MBConv(t = 6, out = 80, kernel = 5, stride = 2, repeat = 3, activation = RELU)
  Layer stage4();

  @MBConv(t = 6, out = 96, repeat = 2, activation = RELU)
  Layer stage5();

  @MBConv(t = 6, out = 192, kernel = 5, stride = 2, repeat = 4, activation = RELU)
  Layer stage6();

  @MBConv(t = 6, out = 320, activation = RELU)
  Layer stage7();

  @Pointwise(out = 1280, activation = RELU)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
