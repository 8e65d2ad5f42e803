package dev.lathe.examples.networks;

import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** EfficientNet-B2: B0, deeper and wider. */
@Network(height = 288, width = 288, alpha = 1.1, depth = 1.2)
@Preprocess(resize = 288, crop = 288, interpolation = Interpolation.BICUBIC)
public interface EfficientNetB2 extends EfficientNetB0 {}
