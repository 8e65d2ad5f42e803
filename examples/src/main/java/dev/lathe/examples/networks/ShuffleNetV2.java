package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Preprocess;
import dev.lathe.block.ShuffleReduction;
import dev.lathe.block.ShuffleUnit;

/** ShuffleNetV2 1.0× (Ma et al. 2018, table 5), with torchvision's names. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface ShuffleNetV2 extends Model {
  @Conv(out = 24, kernel = 3, stride = 2, activation = RELU)
  Layer stem();

  @MaxPool(kernel = 3, stride = 2)
  Layer shrink();

  @ShuffleReduction(half = 58)
  Layer reduction2();

  @ShuffleUnit(half = 58, repeat = 3)
  Layer stage2();

  @ShuffleReduction(half = 116)
  Layer reduction3();

  @ShuffleUnit(half = 116, repeat = 7)
  Layer stage3();

  @ShuffleReduction(half = 232)
  Layer reduction4();

  @ShuffleUnit(half = 232, repeat = 3)
  Layer stage4();

  @Pointwise(out = 1024, activation = RELU)
  Layer head();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
