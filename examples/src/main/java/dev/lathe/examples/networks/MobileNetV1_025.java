package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;
import dev.lathe.annotation.Padding;

/** A quarter of MobileNetV1's channels, as TensorFlow trained it. */
@Network(alpha = 0.25, padding = Padding.SAME_UPPER, batchNormEpsilon = 1e-3)
public interface MobileNetV1_025 extends MobileNetV1 {}
