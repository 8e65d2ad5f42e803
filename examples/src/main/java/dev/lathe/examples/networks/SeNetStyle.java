package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.AveragePool;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.SqueezeExcite;

/**
 * A small net in the style of SENet (Hu et al. 2018): convolutions whose channels squeeze-excite
 * weighs.
 */
@Network(height = 64, width = 64)
public interface SeNetStyle extends Model {
  @Conv(out = 32, kernel = 7, stride = 2, activation = RELU)
  Layer stem();

  @MaxPool(kernel = 3, stride = 2)
  Layer pool1();

  @Conv(out = 64, kernel = 3, activation = RELU)
  Layer conv2();

  @SqueezeExcite(r = 16)
  Layer excite2();

  @Conv(out = 128, kernel = 3, stride = 2, groups = 4, activation = RELU)
  Layer conv3();

  @SqueezeExcite(r = 16)
  Layer excite3();

  @AveragePool(kernel = 2)
  Layer pool3();

  @Conv(out = 128, kernel = 3, dilation = 2, activation = RELU)
  Layer conv4();

  @SqueezeExcite(r = 16)
  Layer excite4();

  @GlobalAveragePool
  Layer pool();

  @Dense(out = 100)
  Layer classifier();
}
