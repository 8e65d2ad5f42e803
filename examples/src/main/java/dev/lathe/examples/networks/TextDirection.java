package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.SE;
import dev.lathe.annotation.Softmax;

/**
 * PaddleOCR's text direction classifier: a line of text, upright or upside down. A third of
 * MobileNetV3-Small that halves the height five times and the width once.
 */
@Network(height = 48, width = 192)
@Preprocess(
    resize = {48, 192},
    fit = Fit.PAD_RIGHT,
    interpolation = Interpolation.OPENCV_LINEAR,
    mean = 0.5,
    std = 0.5,
    order = ChannelOrder.BGR)
public interface TextDirection extends Model {
  @Conv(out = 8, kernel = 3, stride = 2, activation = HARD_SWISH)
  Layer stem();

  @MBConv(
      expanded = 8,
      out = 8,
      stride = {2, 1},
      activation = RELU,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block1();

  @MBConv(
      expanded = 24,
      out = 8,
      stride = {2, 1},
      activation = RELU)
  Layer block2();

  @MBConv(expanded = 32, out = 8, activation = RELU)
  Layer block3();

  @MBConv(
      expanded = 32,
      out = 16,
      kernel = 5,
      stride = {2, 1},
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block4();

  @MBConv(
      expanded = 88,
      out = 16,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block5();

  @MBConv(
      expanded = 40,
      out = 16,
      kernel = 5,
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block6();

  @MBConv(
      expanded = 48,
      out = 16,
      kernel = 5,
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block7();

  @MBConv(
      expanded = 104,
      out = 32,
      kernel = 5,
      stride = {2, 1},
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block8();

  @MBConv(
      expanded = 200,
      out = 32,
      kernel = 5,
      repeat = 2,
      activation = HARD_SWISH,
      se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
  Layer block9();

  @Pointwise(out = 200, activation = HARD_SWISH)
  Layer head();

  @MaxPool(kernel = 2)
  Layer halve();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 2)
  Layer classifier();

  @Softmax
  Layer verdict();
}
