package dev.lathe.graph;

/**
 * What an op does inside the block that declared it. The last part of its name where it has one.
 */
public enum Role {
  /** The only op of its layer, save its activation. */
  MAIN,
  /**
   * The pointwise convolution that widens the channels of an inverted bottleneck by expansion t.
   */
  EXPAND,
  /** The depthwise convolution. */
  DEPTHWISE,
  /** Squeeze-excite's pool. */
  POOL,
  /** Squeeze-excite's first dense layer, which narrows the channels by reduction r. */
  SQUEEZE,
  /** Squeeze-excite's second dense layer, which restores them. */
  EXCITE,
  /** Squeeze-excite's product of features and gate. */
  GATE,
  /** The pointwise convolution that narrows the channels of an inverted bottleneck. */
  PROJECT,
  /** The pointwise convolution of a separable block. */
  POINTWISE,
  /** The convolution that expands and filters at once in a fused inverted bottleneck. */
  FUSED,
  /** The 1×1 convolution that brings a skip connection to the shape it is added to. */
  SHORTCUT,
  /** The skip connection's addition. */
  SKIP,
  /** The activation that follows the op of the same name. */
  ACTIVATION;

  /** {@code "expand"}: how the role is spelt in names. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
