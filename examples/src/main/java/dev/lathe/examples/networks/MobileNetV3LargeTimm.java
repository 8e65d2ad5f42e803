package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;

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

/**
 * MobileNetV3-Large with its expansions as factors, as timm reads table 1 of Howard et al. 2019:
 * narrower variants expand their narrower inputs by as much, and the hidden layer keeps its width.
 */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224, interpolation = Interpolation.BICUBIC)
public interface MobileNetV3LargeTimm extends Model {
  @Conv(out = 16, kernel = 3, stride = 2, activation = HARD_SWISH)
  Layer stem();

  @MBConv(t = 1, out = 16, activation = RELU)
  Layer block1();

  @MBConv(t = 4, out = 24, stride = 2, activation = RELU)
  Layer block2();

  @MBConv(t = 3, out = 24, activation = RELU)
  Layer block3();

  @MBConv(
      t = 3,
      out = 40,
      kernel = 5,
      stride = 2,
      activation = RELU,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block4();

  @MBConv(
      t = 3,
      out = 40,
      kernel = 5,
      repeat = 2,
      activation = RELU,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block5();

  @MBConv(t = 6, out = 80, stride = 2, activation = HARD_SWISH)
  Layer block6();

  @MBConv(t = 2.5, out = 80, activation = HARD_SWISH)
  Layer block7();

  @MBConv(t = 2.3, out = 80, repeat = 2, activation = HARD_SWISH)
  Layer block8();

  @MBConv(
      t = 6,
      out = 112,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block9();

  @MBConv(
      t = 6,
      out = 112,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block10();

  @MBConv(
      t = 6,
      out = 160,
      kernel = 5,
      stride = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block11();

  @MBConv(
      t = 6,
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
