package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.SILU;
import static dev.lathe.annotation.SqueezeFrom.INPUT;

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
import dev.lathe.annotation.SE;

/** EfficientNet-B0 (Tan and Le 2019, table 1). */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224, interpolation = Interpolation.BICUBIC)
public interface EfficientNetB0 extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = SILU)
  Layer stem();

  @MBConv(t = 1, out = 16, activation = SILU, se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage1();

  @MBConv(
      t = 6,
      out = 24,
      stride = 2,
      repeat = 2,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage2();

  @MBConv(
      t = 6,
      out = 40,
      kernel = 5,
      stride = 2,
      repeat = 2,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage3();

  @MBConv(
      t = 6,
      out = 80,
      stride = 2,
      repeat = 3,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage4();

  @MBConv(
      t = 6,
      out = 112,
      kernel = 5,
      repeat = 3,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage5();

  @MBConv(
      t = 6,
      out = 192,
      kernel = 5,
      stride = 2,
      repeat = 4,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage6();

  @MBConv(t = 6, out = 320, activation = SILU, se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage7();

  @Pointwise(out = 1280, activation = SILU)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
