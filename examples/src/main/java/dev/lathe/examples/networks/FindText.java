package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.SIGMOID;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.ConvTranspose;
import dev.lathe.annotation.From;
import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.annotation.Upsample;

/**
 * PaddleOCR's text detector PP-OCRv3 (Li et al. 2022): how likely each pixel lies in the middle of
 * a line of text. The backbone is MobileNetV3-Large at half its width, without squeeze-excite; a
 * feature pyramid joins four of its maps; the head is that of differentiable binarisation (Liao et
 * al. 2020) without the threshold map, which only training needs.
 *
 * <p>PaddleOCR's mean and deviation are ImageNet's, but it gives those of red to the blue channel.
 */
@Network(height = 736, width = 960)
@Preprocess(
    interpolation = Interpolation.OPENCV_LINEAR,
    mean = {0.406, 0.456, 0.485},
    std = {0.225, 0.224, 0.229},
    order = ChannelOrder.BGR)
public interface FindText extends Model {
  @Conv(out = 8, kernel = 3, stride = 2, activation = HARD_SWISH)
  Layer stem();

  @MBConv(expanded = 8, out = 8, activation = RELU)
  Layer block1();

  @MBConv(expanded = 32, out = 16, stride = 2, activation = RELU)
  Layer block2();

  @MBConv(expanded = 40, out = 16, activation = RELU)
  Layer block3();

  @MBConv(expanded = 40, out = 24, kernel = 5, stride = 2, activation = RELU)
  Layer block4();

  @MBConv(expanded = 64, out = 24, kernel = 5, repeat = 2, activation = RELU)
  Layer block5();

  @MBConv(expanded = 120, out = 40, stride = 2, activation = HARD_SWISH)
  Layer block6();

  @MBConv(expanded = 104, out = 40, activation = HARD_SWISH)
  Layer block7();

  @MBConv(expanded = 96, out = 40, repeat = 2, activation = HARD_SWISH)
  Layer block8();

  @MBConv(expanded = 240, out = 56, activation = HARD_SWISH)
  Layer block9();

  @MBConv(expanded = 336, out = 56, activation = HARD_SWISH)
  Layer block10();

  @MBConv(expanded = 336, out = 80, kernel = 5, stride = 2, activation = HARD_SWISH)
  Layer block11();

  @MBConv(expanded = 480, out = 80, kernel = 5, repeat = 2, activation = HARD_SWISH)
  Layer block12();

  @Pointwise(out = 480, activation = HARD_SWISH)
  Layer last();

  @ResidualExcite(out = 96)
  Layer lateral32();

  @From("block10")
  @ResidualExcite(out = 96)
  Layer lateral16();

  @From("block5")
  @ResidualExcite(out = 96)
  Layer lateral8();

  @From("block3")
  @ResidualExcite(out = 96)
  Layer lateral4();

  @From({"lateral32", "lateral16"})
  @TopDown
  Layer level16();

  @From({"level16", "lateral8"})
  @TopDown
  Layer level8();

  @From({"level8", "lateral4"})
  @TopDown
  Layer level4();

  @From("lateral32")
  @ResidualExcite(out = 24, kernel = 3)
  Layer map32();

  @From("level16")
  @ResidualExcite(out = 24, kernel = 3)
  Layer map16();

  @From("level8")
  @ResidualExcite(out = 24, kernel = 3)
  Layer map8();

  @From("level4")
  @ResidualExcite(out = 24, kernel = 3)
  Layer map4();

  @From("map32")
  @Upsample(scale = 8)
  Layer enlarged32();

  @From("map16")
  @Upsample(scale = 4)
  Layer enlarged16();

  @From("map8")
  @Upsample(scale = 2)
  Layer enlarged8();

  @From("enlarged32")
  @Concat({"enlarged16", "enlarged8", "map4"})
  Layer maps();

  @Conv(out = 24, kernel = 3, activation = RELU)
  Layer mixed();

  @ConvTranspose(out = 24, kernel = 2, stride = 2, bias = true, activation = RELU)
  Layer half();

  @ConvTranspose(out = 1, kernel = 2, stride = 2, norm = false, bias = true, activation = SIGMOID)
  Layer probability();
}
