package dev.lathe.processor.declare;

import dev.lathe.Shape;
import dev.lathe.annotation.Scale;
import dev.lathe.annotation.Skip;
import dev.lathe.annotation.SqueezeFrom;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.diagnose.Origins;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
      ActivationSpec activation)
      implements LayerSpec {}

  /** {@code @Depthwise}. */
  record Depthwise(
      int multiplier, Window window, boolean norm, boolean bias, ActivationSpec activation)
      implements LayerSpec {}

  /** {@code @Separable}. */
  record Separable(
      int out,
      Scale scale,
      Window window,
      int repeat,
      ActivationSpec activation,
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
      ActivationSpec activation,
      Optional<SqueezeExcite> se,
      Skip skip,
      boolean norm)
      implements LayerSpec {}

  /** {@code @FusedMBConv}. */
  record FusedMBConv(
      Expansion expansion,
      int out,
      Scale scale,
      Window window,
      int repeat,
      ActivationSpec activation,
      Optional<SqueezeExcite> se,
      Skip skip)
      implements LayerSpec {}

  /** {@code @ConvTranspose}. */
  record ConvTranspose(
      int out,
      Scale scale,
      Window window,
      Extent extra,
      int groups,
      boolean norm,
      boolean bias,
      ActivationSpec activation)
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
      ActivationSpec activation,
      ActivationSpec gate,
      Origins origins)
      implements LayerSpec {}

  /** How narrow squeeze-excite makes the channels. */
  sealed interface Reduction {
    /** The channels of {@code of} divided by r. */
    record Factor(int r, SqueezeFrom of) implements Reduction {}

    /** To a number. */
    record Absolute(int channels) implements Reduction {}
  }

  /** A layer that is one op, whatever it reads, and keeps the channels. */
  record Single(Op op) implements LayerSpec {}

  /** {@code @Activate(activation = PRELU)}. */
  record PRelu(boolean shared) implements LayerSpec {}

  /** {@code @ChannelMax} or {@code @ChannelMean}. */
  record ChannelPool(Op.Pool.Kind kind) implements LayerSpec {}

  /** {@code @Shuffle}. */
  record Shuffle(int groups) implements LayerSpec {}

  /** {@code @Split}. */
  record Split(int part, int of) implements LayerSpec {}

  /** {@code @Upsample} to a scale or a size. */
  record Upsample(dev.lathe.graph.Upsample op) implements LayerSpec {}

  /** {@code @Upsample} to another layer's size. */
  record UpsampleLike(dev.lathe.graph.Upsample.Mode mode, Reference like) implements LayerSpec {}

  /** {@code @Add}. */
  record Add(List<Reference> others, ActivationSpec activation) implements LayerSpec {}

  /** {@code @Concat}. */
  record Concat(List<Reference> others) implements LayerSpec {}

  /** {@code @Stack}. */
  record Stack(List<Reference> others) implements LayerSpec {}

  /** {@code @Multiply}. */
  record Multiply(Reference factor) implements LayerSpec {}

  /** {@code @Residual}. */
  record Residual(Reference other, Extent stride, Skip skip, ActivationSpec activation)
      implements LayerSpec {}

  /** {@code @Input} of a network, with its shape, or of a block. */
  record Input(Optional<Shape> shape) implements LayerSpec {}

  /** A layer of a block that a parameter of 0 leaves out: it returns what it reads. */
  record LeftOut() implements LayerSpec {}

  /**
   * An annotation that is a {@code @Block}.
   *
   * @param first the layers of the first repeat
   * @param rest those of the others
   * @param repeat how often they follow each other, if the block can be repeated
   */
  record Block(List<LayerDeclaration> first, List<LayerDeclaration> rest, OptionalInt repeat)
      implements LayerSpec {

    /** How many layers it reads: one, and one more for each {@code @Input}. */
    public int inputs() {
      return 1 + (int) first.stream().filter(it -> it.spec() instanceof Input).count();
    }
  }

  /** {@code @Dense}. */
  record Dense(int out, boolean bias, ActivationSpec activation) implements LayerSpec {}
}
