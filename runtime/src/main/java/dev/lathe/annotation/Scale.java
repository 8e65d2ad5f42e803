package dev.lathe.annotation;

/** How the width multiplier alpha applies to a layer's channels. */
public enum Scale {
  /** Times alpha. */
  ALPHA,
  /** As stated. */
  NEVER,
  /** Times max(1, alpha): MobileNetV2's head. */
  AT_LEAST_ONE
}
