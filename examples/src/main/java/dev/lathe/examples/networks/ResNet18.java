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
import dev.lathe.block.BasicBlock;

/** ResNet-18 (He et al. 2016, table 1), with torchvision's names. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface ResNet18 extends Model {
  @Conv(out = 64, kernel = 7, stride = 2, activation = RELU)
  Layer stem();

  @MaxPool(kernel = 3, stride = 2)
  Layer shrink();

  @BasicBlock(out = 64, repeat = 2)
  Layer layer1();

  @BasicBlock(out = 128, stride = 2, repeat = 2)
  Layer layer2();

  @BasicBlock(out = 256, stride = 2, repeat = 2)
  Layer layer3();

  @BasicBlock(out = 512, stride = 2, repeat = 2)
  Layer layer4();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 1000)
  Layer classifier();
}
