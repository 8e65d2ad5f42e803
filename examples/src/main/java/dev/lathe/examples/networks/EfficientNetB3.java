package dev.lathe.examples.networks;

import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** EfficientNet-B3: B0, deeper and wider. */
@Network(height = 300, width = 300, alpha = 1.2, depth = 1.4)
@Preprocess(resize = 320, crop = 300, interpolation = Interpolation.BICUBIC)
public interface EfficientNetB3 extends EfficientNetB0 {}
