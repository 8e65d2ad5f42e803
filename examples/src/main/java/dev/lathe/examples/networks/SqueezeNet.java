package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.block.Fire;

/** SqueezeNet 1.1 (Iandola et al. 2016), with torchvision's names. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface SqueezeNet extends Model {
  @Conv(out = 64, kernel = 3, stride = 2, pads = 0, norm = false, bias = true, activation = RELU)
  Layer stem();

  @MaxPool(kernel = 3, stride = 2, pads = 0, ceil = true)
  Layer shrink1();

  @Fire(squeeze = 16, expand = 64)
  Layer fire2();

  @Fire(squeeze = 16, expand = 64)
  Layer fire3();

  @MaxPool(kernel = 3, stride = 2, pads = 0, ceil = true)
  Layer shrink2();

  @Fire(squeeze = 32, expand = 128)
  Layer fire4();

  @Fire(squeeze = 32, expand = 128)
  Layer fire5();

  @MaxPool(kernel = 3, stride = 2, pads = 0, ceil = true)
  Layer shrink3();

  @Fire(squeeze = 48, expand = 192)
  Layer fire6();

  @Fire(squeeze = 48, expand = 192)
  Layer fire7();

  @Fire(squeeze = 64, expand = 256)
  Layer fire8();

  @Fire(squeeze = 64, expand = 256)
  Layer fire9();

  @Pointwise(out = 1000, norm = false, bias = true, activation = RELU)
  Layer classifier();

  @GlobalAveragePool
  Layer pool();
}
