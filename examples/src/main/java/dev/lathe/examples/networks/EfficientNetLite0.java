package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU6;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;

/** EfficientNet-Lite0: B0 without squeeze-excite and with ReLU6, for devices that have neither. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224, interpolation = Interpolation.BICUBIC)
public interface EfficientNetLite0 extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU6)
  Layer stem();

  @MBConv(t = 1, out = 16)
  Layer stage1();

  @MBConv(t = 6, out = 24, stride = 2, repeat = 2)
  Layer stage2();

  @MBConv(t = 6, out = 40, kernel = 5, stride = 2, repeat = 2)
  Layer stage3();

  @MBConv(t = 6, out = 80, stride = 2, repeat = 3)
  Layer stage4();

  @MBConv(t = 6, out = 112, kernel = 5, repeat = 3)
  Layer stage5();

  @MBConv(t = 6, out = 192, kernel = 5, stride = 2, repeat = 4)
  Layer stage6();

  @MBConv(t = 6, out = 320)
  Layer stage7();

  @Pointwise(out = 1280, activation = RELU6)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
