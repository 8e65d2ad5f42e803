package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** About a third of MobileNetV2's channels on 128×128 pixels. */
@Network(alpha = 0.35, height = 128, width = 128)
@Preprocess(resize = 146, crop = 128)
public interface MobileNetV2_035_128 extends MobileNetV2 {}
