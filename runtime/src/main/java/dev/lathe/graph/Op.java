package dev.lathe.graph;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import java.util.List;
import java.util.Optional;

/**
 * A primitive operation of a network. It knows the shape it returns, what it costs and what it
 * learned; nothing else computes these figures again.
 *
 * <p>A MAC is one multiply-accumulate of a convolution or a dense layer: output elements × (input
 * channels / groups) × kernel height × kernel width; of a transposed convolution, input elements ×
 * (output channels / groups) × kernel height × kernel width. Biases, norms, activations, pools,
 * additions and scalings count 0. Parameters are weights, biases, and the gamma and beta of a batch
 * norm, not its running statistics.
 */
public sealed interface Op
    permits Op.Input,
        Op.Learned,
        Op.Activate,
        Op.Pool,
        Op.GlobalAveragePool,
        Op.Add,
        Op.Scale,
        Op.Softmax,
        ChannelPool,
        Concat,
        GlobalMaxPool,
        Multiply,
        Pad,
        Shuffle,
        Slice,
        Stack,
        Upsample {

  /**
   * The shape this op returns for inputs of the given shapes.
   *
   * @throws ShapeException if the op cannot take such inputs
   */
  Shape outputShape(List<Shape> inputs);

  /** Multiply-accumulates for one inference on inputs of the given shapes. */
  default long macs(List<Shape> inputs) {
    return 0;
  }

  /** Learned numbers: weights, biases, batch norm's gamma and beta. */
  default long params() {
    return 0;
  }

  /** The network's input. */
  record Input(Shape shape) implements Op {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return shape;
    }
  }

  /** An inference-time batch normalisation with the epsilon that is added to the variance. */
  record BatchNorm(double epsilon) {}

  /** An op with learned weights, and perhaps a bias and a batch norm of {@link #out} numbers. */
  sealed interface Learned extends Op permits Weighted, PRelu {
    /** Channels written. */
    int out();

    /** Whether a bias is added. */
    boolean bias();

    /** The batch norm applied to the result, if any. */
    Optional<BatchNorm> norm();

    /** The extents of the weights as PyTorch's checkpoints have them. */
    List<Integer> weightShape();
  }

  /**
   * An op with weights of shape (out, in / groups, kernel height, kernel width), an optional bias
   * of (out) and an optional batch norm behind it.
   */
  sealed interface Weighted extends Learned permits Convolution, TransposedConvolution, Dense {
    /** Channels read. */
    int in();

    /** Groups that channels are split into. */
    int groups();

    /** The window. */
    Window window();

    /** (out, in / groups, kernel height, kernel width), the order of PyTorch and ONNX. */
    @Override
    default List<Integer> weightShape() {
      return List.of(out(), in() / groups(), window().kernel().height(), window().kernel().width());
    }

    /** Whether each output pixel is a matrix times one input pixel. */
    default boolean isMatrix() {
      return groups() == 1 && window().isPoint() && window().padding().equals(Padding.none());
    }

    @Override
    default long params() {
      return weightCount() + (bias() ? out() : 0) + (norm().isPresent() ? 2L * out() : 0);
    }

    /** The product of {@link #weightShape()}. */
    default long weightCount() {
      return (long) out() * (in() / groups()) * window().taps();
    }
  }

  /** A convolution: standard, grouped, dilated, depthwise (groups = in) or pointwise (1×1). */
  record Convolution(
      int in, int out, int groups, Window window, boolean bias, Optional<BatchNorm> norm)
      implements Weighted {

    /** Whether each channel is filtered on its own: as many groups as input channels. */
    public boolean isDepthwise() {
      return groups == in && groups > 1;
    }

    /** Whether it is depthwise with as many outputs as inputs: each channel gives one. */
    public boolean isPlainDepthwise() {
      return isDepthwise() && out == in;
    }

    /** Whether it is 1×1 at stride 1 over all channels: a matrix product over the pixels. */
    public boolean isPointwise() {
      return isMatrix();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = inputs.get(0);
      if (input.channels() != in) {
        throw new ShapeException("takes " + in + " channels, but gets " + input);
      }
      return Ops.windowed(
          input, window, out, window.outputHeight(input), window.outputWidth(input));
    }

    @Override
    public long macs(List<Shape> inputs) {
      Shape output = outputShape(inputs);
      return (long) output.pixels() * weightCount();
    }
  }

  /**
   * A dense layer over all elements of its input. Weights are (out, C·H·W), flattened channels
   * first as PyTorch does, whatever order the activations have.
   *
   * @param in elements read, H·W·C
   */
  record Dense(int in, int out, boolean bias) implements Weighted {
    @Override
    public int groups() {
      return 1;
    }

    @Override
    public Window window() {
      return Window.POINT;
    }

    @Override
    public Optional<BatchNorm> norm() {
      return Optional.empty();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = inputs.get(0);
      if (input.elements() != in) {
        throw new ShapeException("takes " + in + " elements, but gets " + input);
      }
      return new Shape(1, 1, out);
    }

    @Override
    public long macs(List<Shape> inputs) {
      return weightCount();
    }
  }

  /**
   * An activation of its own.
   *
   * @param activation any but {@link Activation#PRELU}, which is {@link PRelu}
   * @param slope the slope of {@link Activation#HARD_SIGMOID} and {@link Activation#LEAKY_RELU} and
   *     the alpha of {@link Activation#ELU}; unused by the others
   */
  record Activate(Activation activation, float slope) implements Op {

    /** The slope of MobileNetV3's hard sigmoid. */
    public static final float DEFAULT_SLOPE = 1f / 6f;

    /**
     * Checks the activation.
     *
     * @throws IllegalArgumentException if it is PReLU, whose slopes are weights
     */
    public Activate {
      if (activation == Activation.PRELU) {
        throw new IllegalArgumentException("PReLU has weights: use PRelu");
      }
    }

    /** An activation with its default slope, PyTorch's. */
    public Activate(Activation activation) {
      this(activation, defaultSlope(activation));
    }

    private static float defaultSlope(Activation activation) {
      return switch (activation) {
        case LEAKY_RELU -> 0.01f;
        case ELU -> 1;
        default -> DEFAULT_SLOPE;
      };
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return inputs.get(0);
    }
  }

  /**
   * A maximum or average over each window.
   *
   * @param ceil whether the last, incomplete window counts (PyTorch's {@code ceil_mode}: only if it
   *     starts inside the input or its left padding)
   * @param countPadding whether an average divides by the padded pixels too
   */
  record Pool(Kind kind, Window window, boolean ceil, boolean countPadding) implements Op {

    /** What a pool computes. */
    public enum Kind {
      /** The largest element; padding never wins. */
      MAX,
      /** The mean. */
      AVERAGE
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = inputs.get(0);
      Pads pads = window.pads(input);
      int height =
          Ops.poolExtent(
              input.height(),
              pads.top(),
              pads.bottom(),
              window.spanHeight(),
              window.stride().height(),
              ceil);
      int width =
          Ops.poolExtent(
              input.width(),
              pads.left(),
              pads.right(),
              window.spanWidth(),
              window.stride().width(),
              ceil);
      return Ops.windowed(input, window, input.channels(), height, width);
    }
  }

  /** The mean over all pixels of each channel: H×W×C to 1×1×C. */
  record GlobalAveragePool() implements Op {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return new Shape(1, 1, inputs.get(0).channels());
    }
  }

  /** The element-wise sum of inputs of one shape: a skip connection. */
  record Add() implements Op {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      for (Shape input : inputs) {
        if (!input.equals(inputs.get(0))) {
          throw new ShapeException("adds " + inputs.get(0) + " to " + input);
        }
      }
      return inputs.get(0);
    }
  }

  /** Each channel of the first input, H×W×C, times the gate in the second, 1×1×C. */
  record Scale() implements Op {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape features = inputs.get(0);
      Shape gate = inputs.get(1);
      if (gate.pixels() != 1 || gate.channels() != features.channels()) {
        throw new ShapeException("scales " + features + " by a gate of " + gate);
      }
      return features;
    }
  }

  /** e^x / Σ e^x over the channels of each pixel. */
  record Softmax() implements Op {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return inputs.get(0);
    }
  }
}
