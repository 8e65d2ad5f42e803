package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.block.UniversalInvertedBottleneck;

/** MobileNetV4-Conv-Small (Qin et al. 2024, table 11), as timm has it. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface MobileNetV4ConvSmall extends Model {
  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU)
  Layer stem();

  @Conv(out = 32, kernel = 3, stride = 2, activation = RELU)
  Layer fused1();

  @Pointwise(out = 32, activation = RELU)
  Layer mixed1();

  @Conv(out = 96, kernel = 3, stride = 2, activation = RELU)
  Layer fused2();

  @Pointwise(out = 64, activation = RELU)
  Layer mixed2();

  @UniversalInvertedBottleneck(start = 5, kernel = 5, mid = 192, out = 96, stride = 2)
  Layer extra3();

  @UniversalInvertedBottleneck(kernel = 3, mid = 192, out = 96, repeat = 4)
  Layer inverted3();

  @UniversalInvertedBottleneck(start = 3, mid = 384, out = 96)
  Layer convNext3();

  @UniversalInvertedBottleneck(start = 3, kernel = 3, mid = 576, out = 128, stride = 2)
  Layer extra4a();

  @UniversalInvertedBottleneck(start = 5, kernel = 5, mid = 512, out = 128)
  Layer extra4b();

  @UniversalInvertedBottleneck(kernel = 5, mid = 512, out = 128)
  Layer inverted4a();

  @UniversalInvertedBottleneck(kernel = 5, mid = 384, out = 128)
  Layer inverted4b();

  @UniversalInvertedBottleneck(kernel = 3, mid = 512, out = 128, repeat = 2)
  Layer inverted4c();

  @Pointwise(out = 960, activation = RELU)
  Layer stage5();

  @GlobalAveragePool
  Layer pool();

  @Pointwise(out = 1280, activation = RELU)
  Layer head();

  @Dense(out = 1000)
  Layer classifier();
}
