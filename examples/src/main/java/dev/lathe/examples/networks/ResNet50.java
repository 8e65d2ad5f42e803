package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;
import dev.lathe.block.Bottleneck;

/** ResNet-50 (He et al. 2016, table 1), with torchvision's names. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface ResNet50 extends Model {
  @Conv(out = 64, kernel = 7, stride = 2, activation = RELU)
  Layer stem();

  @MaxPool(kernel = 3, stride = 2)
  Layer shrink();

  @Bottleneck(mid = 64, out = 256, repeat = 3)
  Layer layer1();

  @Bottleneck(mid = 128, out = 512, stride = 2, repeat = 4)
  Layer layer2();

  @Bottleneck(mid = 256, out = 1024, stride = 2, repeat = 6)
  Layer layer3();

  @Bottleneck(mid = 512, out = 2048, stride = 2, repeat = 3)
  Layer layer4();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
