package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SWISH;

import dev.lathe.Layer;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.Network;

/**
 * Three quarters of MobileNetV3-Large's channels, the expanded ones and the hidden layer's
 * included, as torchvision scales it.
 */
@Network(alpha = 0.75)
public interface MobileNetV3Large_075 extends MobileNetV3Large {
  @Override
  @Dense(out = 960, activation = HARD_SWISH)
  Layer hidden();
}
