package dev.lathe.runtime;

import dev.lathe.graph.Phases;
import java.util.Optional;

/**
 * The values of one op with learned weights.
 *
 * @param weights (out, in / groups, kernel height, kernel width), outermost first, those of a
 *     transposed convolution too; (channels) of PReLU's slopes
 * @param bias one per output channel, zeros where the op has none
 * @param norm the batch norm's values, if the op has one
 */
@SuppressWarnings("ArrayRecordComponent") // weights are never copied for access
public record Parameter(float[] weights, float[] bias, Optional<Norm> norm) {

  /** The values of a batch norm, each of one number per output channel. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Norm(float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {}

  /**
   * The same function without a norm: weights · gamma / √(variance + epsilon) and the bias that
   * follows, computed in double. Returns this where there is no norm.
   */
  public Parameter folded() {
    if (norm.isEmpty()) {
      return this;
    }
    Norm values = norm.get();
    int outputs = bias.length;
    int perOutput = weights.length / outputs;
    float[] foldedWeights = new float[weights.length];
    float[] foldedBias = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double scale = values.gamma[o] / Math.sqrt(values.variance[o] + values.epsilon);
      for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
        foldedWeights[i] = (float) (weights[i] * scale);
      }
      foldedBias[o] = (float) (values.beta[o] + (bias[o] - (double) values.mean[o]) * scale);
    }
    return new Parameter(foldedWeights, foldedBias, Optional.empty());
  }

  /** A transposed convolution's values as those of the convolution that it is computed by. */
  public Parameter in(Phases phases) {
    return new Parameter(phases.weights(weights), phases.bias(bias), Optional.empty());
  }

  /** PReLU's slopes, one for each channel. */
  public float[] slopes() {
    float[] slopes = new float[bias.length];
    for (int channel = 0; channel < slopes.length; channel++) {
      slopes[channel] = weights[channel % weights.length];
    }
    return slopes;
  }
}
