package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Resampling.BILINEAR;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.BatchNorm;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.From;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Output;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.SE;
import dev.lathe.annotation.Upsample;
import dev.lathe.block.AtrousPyramid;

/**
 * DeepLabV3 with MobileNetV3-Large (Chen et al. 2017) as torchvision defines it, with its names:
 * the backbone dilated instead of strided from its last stage on, the pyramid, and scores of 21
 * classes for each pixel; {@code aux} are those of the auxiliary head.
 */
@Network(height = 520, width = 520, batchNormEpsilon = 1e-3)
@Preprocess
public interface DeepLabV3 extends Model, MobileNetV3LargeFeatures {
  @Override
  @MBConv(
      expanded = 672,
      out = 160,
      kernel = 5,
      dilation = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block11();

  @Override
  @MBConv(
      expanded = 960,
      out = 160,
      kernel = 5,
      dilation = 2,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block12();

  @BatchNorm(epsilon = 1e-5)
  @AtrousPyramid(out = 256, rate1 = 12, rate2 = 24, rate3 = 36)
  Layer pyramid();

  @BatchNorm(epsilon = 1e-5)
  @Conv(out = 256, kernel = 3, activation = RELU)
  Layer mixed();

  @Pointwise(out = 21, norm = false, bias = true)
  Layer classes();

  @Upsample(like = "input", mode = BILINEAR)
  @Output
  Layer out();

  @From("block4")
  @BatchNorm(epsilon = 1e-5)
  @Conv(out = 10, kernel = 3, activation = RELU)
  Layer auxMixed();

  @Pointwise(out = 21, norm = false, bias = true)
  Layer auxClasses();

  @Upsample(like = "input", mode = BILINEAR)
  @Output
  Layer aux();
}
