package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** EfficientNet-B3: B0, deeper and wider. */
@Network(height = 300, width = 300, alpha = 1.2, depth = 1.4)
public interface EfficientNetB3 extends EfficientNetB0 {}
