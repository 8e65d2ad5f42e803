package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.HARD_SWISH;

import dev.lathe.Layer;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.Network;

/**
 * Three quarters of MobileNetV3-Small's channels, the expanded ones and the hidden layer's
 * included, as torchvision scales it.
 */
@Network(alpha = 0.75)
public interface MobileNetV3Small_075 extends MobileNetV3Small {
  @Override
  @Dense(out = 768, activation = HARD_SWISH)
  Layer hidden();
}
