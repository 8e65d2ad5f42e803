package dev.lathe.annotation;

/** The channels that squeeze-excite's reduction divides. */
public enum SqueezeFrom {
  /** The channels it scales: a block's expanded channels (MobileNetV3). */
  EXPANDED,
  /** The channels that the block reads (EfficientNet). */
  INPUT
}
