package dev.lathe.processor.declare;

import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Scale;
import dev.lathe.annotation.Skip;
import dev.lathe.annotation.SqueezeFrom;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window;
import dev.lathe.processor.diagnose.Origins;
import java.util.Optional;

/** What a layer's annotation says, before the multipliers apply. */
public sealed interface LayerSpec {

  /** {@code @Conv} or {@code @Pointwise}. */
  record Conv(
      int out,
      Scale scale,
      Window window,
      int groups,
      boolean norm,
      boolean bias,
      Activation activation)
      implements LayerSpec {}

  /** {@code @Depthwise}. */
  record Depthwise(int multiplier, Window window, boolean norm, boolean bias, Activation activation)
      implements LayerSpec {}

  /** {@code @Separable}. */
  record Separable(
      int out,
      Scale scale,
      Window window,
      int repeat,
      Activation activation,
      Optional<SqueezeExcite> se,
      Skip skip)
      implements LayerSpec {}

  /** {@code @MBConv}. */
  record MBConv(
      Expansion expansion,
      int out,
      Scale scale,
      Window window,
      int repeat,
      Activation activation,
      Optional<SqueezeExcite> se,
      Skip skip,
      boolean norm)
      implements LayerSpec {}

  /** How far an MBConv expands the channels. */
  sealed interface Expansion {
    /** Times the channels that the block reads. */
    record Factor(double t) implements Expansion {}

    /** To a number that the width multiplier scales. */
    record Absolute(int channels) implements Expansion {}
  }

  /**
   * {@code @SqueezeExcite}, or {@code @SE} inside a block.
   *
   * @param origins of the squeeze-excite itself, nested or not
   */
  record SqueezeExcite(
      Reduction reduction,
      int divisor,
      Activation activation,
      Activation gate,
      float gateSlope,
      Origins origins)
      implements LayerSpec {}

  /** How narrow squeeze-excite makes the channels. */
  sealed interface Reduction {
    /** The channels of {@code of} divided by r. */
    record Factor(int r, SqueezeFrom of) implements Reduction {}

    /** To a number. */
    record Absolute(int channels) implements Reduction {}
  }

  /** {@code @MaxPool} or {@code @AveragePool}. */
  record Pool(Op.Pool op) implements LayerSpec {}

  /** {@code @GlobalAveragePool}. */
  record GlobalAveragePool() implements LayerSpec {}

  /** {@code @Activate}. */
  record Activate(Activation activation) implements LayerSpec {}

  /** {@code @Softmax}. */
  record Softmax() implements LayerSpec {}

  /** {@code @Dense}. */
  record Dense(int out, boolean bias, Activation activation) implements LayerSpec {}
}
