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

/** MobileNetV3-Small (Howard et al. 2019, table 2). */
@Network(height = 224, width = 224, batchNormEpsilon = 1e-3)
@Preprocess(resize = 256, crop = 224)
public interface MobileNetV3Small extends Model {
  @Conv(out = 16, kernel = 3, stride = 2, activation = HARD_SWISH)
  Layer stem();

  @MBConv(
      t = 1,
      out = 16,
      stride = 2,
      activation = RELU,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block1();

  @MBConv(expanded = 72, out = 24, stride = 2, activation = RELU)
  Layer block2();

  @MBConv(expanded = 88, out = 24, activation = RELU)
  Layer block3();

  @MBConv(
      expanded = 96,
      out = 40,
      kernel = 5,
      stride = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block4();

  @MBConv(
      expanded = 240,
      out = 40,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block5();

  @MBConv(
      expanded = 120,
      out = 48,
      kernel = 5,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block6();

  @MBConv(
      expanded = 144,
      out = 48,
      kernel = 5,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block7();

  @MBConv(
      expanded = 288,
      out = 96,
      kernel = 5,
      stride = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block8();

  @MBConv(
      expanded = 576,
      out = 96,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block9();

  @Pointwise(out = 576, activation = HARD_SWISH)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1024, activation = HARD_SWISH)
  Layer hidden();

  @Dense(out = 1000)
  Layer classifier();
}
