package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** Half of MobileNetV1's channels on 160×160 pixels. */
@Network(alpha = 0.5, height = 160, width = 160)
public interface MobileNetV1_050_160 extends MobileNetV1 {}
