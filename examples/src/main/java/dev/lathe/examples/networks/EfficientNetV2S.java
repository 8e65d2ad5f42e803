package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.SILU;
import static dev.lathe.annotation.SqueezeFrom.INPUT;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.FusedMBConv;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.SE;

/**
 * EfficientNetV2-S (Tan and Le 2021, table 4), with torchvision's names; the squeeze-excite of 24
 * channels and up reduces the channels that a block reads.
 */
@Network(height = 384, width = 384, batchNormEpsilon = 1e-3)
@Preprocess(resize = 384, crop = 384)
public interface EfficientNetV2S extends Model {
  @Conv(out = 24, kernel = 3, stride = 2, activation = SILU)
  Layer stem();

  @FusedMBConv(t = 1, out = 24, repeat = 2)
  Layer stage1();

  @FusedMBConv(t = 4, out = 48, stride = 2, repeat = 4)
  Layer stage2();

  @FusedMBConv(t = 4, out = 64, stride = 2, repeat = 4)
  Layer stage3();

  @MBConv(
      t = 4,
      out = 128,
      stride = 2,
      repeat = 6,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage4();

  @MBConv(
      t = 6,
      out = 160,
      repeat = 9,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage5();

  @MBConv(
      t = 6,
      out = 256,
      stride = 2,
      repeat = 15,
      activation = SILU,
      se = @SE(r = 4, of = INPUT, activation = SILU))
  Layer stage6();

  @Pointwise(out = 1280, activation = SILU)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
