package dev.lathe.runtime;

import dev.lathe.graph.Phases;
import java.util.Arrays;
import java.util.Optional;

/**
 * The values of one op with learned weights.
 *
 * @param values the weights (out, in / groups, kernel height, kernel width), outermost first, those
 *     of a transposed convolution too; (channels) of PReLU's slopes
 * @param bias one per output channel, zeros where the op has none
 * @param norm the batch norm's values, if the op has one
 */
@SuppressWarnings("ArrayRecordComponent") // biases are never copied for access
public record Parameter(Values values, float[] bias, Optional<Norm> norm) {

  /** The values of a batch norm, each of one number per output channel. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Norm(float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {}

  /** Weights in memory. */
  public Parameter(float[] weights, float[] bias, Optional<Norm> norm) {
    this(Values.of(weights), bias, norm);
  }

  /** The weights in an array, which is not to be written to. */
  public float[] weights() {
    return values.all();
  }

  /** Weights of one output channel. */
  int perOutput() {
    return values.length() / bias.length;
  }

  /**
   * The same function without a norm: weights · gamma / √(variance + epsilon) and the bias that
   * follows, computed in double. Returns this where there is no norm.
   */
  public Parameter folded() {
    if (norm.isEmpty()) {
      return this;
    }
    double[] scales = scales();
    float[] weights = weights();
    int perOutput = perOutput();
    float[] foldedWeights = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      foldedWeights[i] = (float) (weights[i] * scales[i / perOutput]);
    }
    return new Parameter(foldedWeights, foldedBias(), Optional.empty());
  }

  /** What folding the norm multiplies the weights of each output channel by: ones without one. */
  double[] scales() {
    double[] scales = new double[bias.length];
    Arrays.fill(scales, 1);
    if (norm.isPresent()) {
      Norm values = norm.get();
      for (int o = 0; o < scales.length; o++) {
        scales[o] = values.gamma[o] / Math.sqrt(values.variance[o] + values.epsilon);
      }
    }
    return scales;
  }

  /** The bias of each output channel once the norm is folded. */
  float[] foldedBias() {
    if (norm.isEmpty()) {
      return bias;
    }
    Norm values = norm.get();
    double[] scales = scales();
    float[] folded = new float[bias.length];
    for (int o = 0; o < folded.length; o++) {
      folded[o] = (float) (values.beta[o] + (bias[o] - (double) values.mean[o]) * scales[o]);
    }
    return folded;
  }

  /** A transposed convolution's values as those of the convolution that it is computed by. */
  public Parameter in(Phases phases) {
    Parameter folded = folded();
    return new Parameter(
        phases.weights(folded.weights()), phases.bias(folded.bias), Optional.empty());
  }

  /**
   * A convolution's values as those of the matrix product over its windows: (out, taps × in),
   * channels innermost as in a map.
   */
  public Parameter overWindows(int taps) {
    float[] weights = weights();
    int perOutput = perOutput();
    int channels = perOutput / taps;
    float[] windows = new float[weights.length];
    for (int first = 0; first < weights.length; first += perOutput) {
      for (int i = 0; i < perOutput; i++) {
        windows[first + i % taps * channels + i / taps] = weights[first + i];
      }
    }
    return new Parameter(windows, bias, norm);
  }

  /** PReLU's slopes, one for each channel. */
  public float[] slopes() {
    float[] weights = weights();
    float[] slopes = new float[bias.length];
    for (int channel = 0; channel < slopes.length; channel++) {
      slopes[channel] = weights[channel % weights.length];
    }
    return slopes;
  }
}
