package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** Three quarters of MobileNetV3-Large's channels, as timm scales it. */
@Network(alpha = 0.75)
public interface MobileNetV3LargeTimm_075 extends MobileNetV3LargeTimm {}
