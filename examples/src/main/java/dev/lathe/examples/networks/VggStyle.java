package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Softmax;

/**
 * A small net in the style of VGG (Simonyan and Zisserman 2015): plain 3×3 convolutions, maximum
 * pools and dense layers on the flattened map.
 */
@Network(height = 32, width = 32)
public interface VggStyle extends Model {
  @Conv(out = 32, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv1a();

  @Conv(out = 32, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv1b();

  @MaxPool(kernel = 2)
  Layer pool1();

  @Conv(out = 64, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv2a();

  @Conv(out = 64, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv2b();

  @MaxPool(kernel = 2)
  Layer pool2();

  @Conv(out = 128, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv3();

  @MaxPool(kernel = 2)
  Layer pool3();

  @Dense(out = 256, activation = RELU)
  Layer hidden();

  @Dense(out = 10)
  Layer classifier();

  @Softmax
  Layer probabilities();
}
