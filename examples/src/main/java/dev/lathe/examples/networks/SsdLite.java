package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Interpolation.OPENCV_LINEAR;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.From;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Output;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.SE;
import dev.lathe.block.SeparablePrediction;

/**
 * SSDLite320 with MobileNetV3-Large (Howard et al. 2019, section 6.3) as torchvision defines it,
 * with its names: the backbone with half as many channels at its end, four further maps and, on
 * each of six maps, 91 scores and 4 numbers of a box for each of 6 anchors a pixel. Pictures are
 * resized as torchvision's detectors do it, from four pixels each and not antialiased.
 */
@Network(height = 320, width = 320, batchNormEpsilon = 1e-3)
@Preprocess(interpolation = OPENCV_LINEAR, mean = 0.5, std = 0.5)
public interface SsdLite extends Model, MobileNetV3LargeFeatures {
  @Override
  @MBConv(
      expanded = 672,
      out = 80,
      kernel = 5,
      stride = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block11();

  @Override
  @MBConv(
      expanded = 480,
      out = 80,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, divisor = 8, gate = HARD_SIGMOID))
  Layer block12();

  @Override
  @Pointwise(out = 480, activation = HARD_SWISH)
  Layer head();

  @SsdExtra(half = 256, out = 512)
  Layer extra1();

  @SsdExtra(half = 128, out = 256)
  Layer extra2();

  @SsdExtra(half = 128, out = 256)
  Layer extra3();

  @SsdExtra(half = 64, out = 128)
  Layer extra4();

  @From("block11.0.expand")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores0();

  @From("head")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores1();

  @From("extra1")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores2();

  @From("extra2")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores3();

  @From("extra3")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores4();

  @From("extra4")
  @SeparablePrediction(out = 6 * 91)
  @Output
  Layer scores5();

  @From("block11.0.expand")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes0();

  @From("head")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes1();

  @From("extra1")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes2();

  @From("extra2")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes3();

  @From("extra3")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes4();

  @From("extra4")
  @SeparablePrediction(out = 6 * 4)
  @Output
  Layer boxes5();
}
