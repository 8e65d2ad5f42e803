package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** Three quarters of MobileNetV3-Large's channels, as timm scales it. */
@Network(alpha = 0.75)
@Preprocess(resize = 256, crop = 224)
public interface MobileNetV3LargeTimm_075 extends MobileNetV3LargeTimm {}
