package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.SE;

/** The layers of MobileNetV3-Large in front of its classifier (Howard et al. 2019, table 1). */
public interface MobileNetV3LargeFeatures {
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
}
