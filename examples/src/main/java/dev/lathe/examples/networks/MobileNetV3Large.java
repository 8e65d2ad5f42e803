package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
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
import dev.lathe.annotation.SE;

/** MobileNetV3-Large (Howard et al. 2019, table 1). */
@Network(height = 224, width = 224, batchNormEpsilon = 1e-3)
@Preprocess(resize = 256, crop = 224)
public interface MobileNetV3Large extends Model {
  @Conv(out = 16, kernel = 3, stride = 2, activation = HARD_SWISH)
  Layer stem();

  @MBConv(t = 1, out = 16, activation = RELU)
  Layer block1();

  @MBConv(expanded = 64, out = 24, stride = 2, activation = RELU)
  Layer block2();

  @MBConv(expanded = 72, out = 24, activation = RELU)
  Layer block3();

  @MBConv(
      expanded = 72,
      out = 40,
      kernel = 5,
      stride = 2,
      activation = RELU,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block4();

  @MBConv(
      expanded = 120,
      out = 40,
      kernel = 5,
      repeat = 2,
      activation = RELU,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block5();

  @MBConv(expanded = 240, out = 80, stride = 2, activation = HARD_SWISH)
  Layer block6();

  @MBConv(expanded = 200, out = 80, activation = HARD_SWISH)
  Layer block7();

  @MBConv(expanded = 184, out = 80, repeat = 2, activation = HARD_SWISH)
  Layer block8();

  @MBConv(
      expanded = 480,
      out = 112,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block9();

  @MBConv(
      expanded = 672,
      out = 112,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block10();

  @MBConv(
      expanded = 672,
      out = 160,
      kernel = 5,
      stride = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block11();

  @MBConv(
      expanded = 960,
      out = 160,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block12();

  @Pointwise(out = 960, activation = HARD_SWISH)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1280, activation = HARD_SWISH)
  Layer hidden();

  @Dense(out = 1000)
  Layer classifier();
}
