package dev.lathe.examples.networks;

import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** EfficientNet-B1: B0, deeper. */
@Network(height = 240, width = 240, depth = 1.1)
@Preprocess(resize = 256, crop = 240, interpolation = Interpolation.BICUBIC)
public interface EfficientNetB1 extends EfficientNetB0 {}
