package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** EfficientNet-B2: B0, deeper and wider. */
@Network(height = 288, width = 288, alpha = 1.1, depth = 1.2)
public interface EfficientNetB2 extends EfficientNetB0 {}
