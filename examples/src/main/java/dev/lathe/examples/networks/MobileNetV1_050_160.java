package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** Half of MobileNetV1's channels on 160×160 pixels. */
@Network(alpha = 0.5, height = 160, width = 160)
@Preprocess(resize = 182, crop = 160, range = 127.5, mean = 1, std = 1)
public interface MobileNetV1_050_160 extends MobileNetV1 {}
