package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** EfficientNet-B1: B0, deeper. */
@Network(height = 240, width = 240, depth = 1.1)
public interface EfficientNetB1 extends EfficientNetB0 {}
