package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** Half of MobileNetV2's channels. */
@Network(alpha = 0.5)
public interface MobileNetV2_050 extends MobileNetV2 {}
