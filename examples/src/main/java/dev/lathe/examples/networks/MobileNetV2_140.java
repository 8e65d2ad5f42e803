package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** MobileNetV2, 1.4 times as wide. */
@Network(alpha = 1.4)
public interface MobileNetV2_140 extends MobileNetV2 {}
