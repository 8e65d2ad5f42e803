package dev.lathe.processor.declare;

import dev.lathe.Shape;
import dev.lathe.annotation.Storage;
import dev.lathe.graph.Padding;

/**
 * The values of {@code @Network} that hold for a network, stated, inherited or by default.
 *
 * @param height rows of the input before rho
 * @param width columns of the input before rho
 * @param channels channels of the input
 * @param alpha width multiplier
 * @param rho resolution multiplier
 * @param depth repeat multiplier
 * @param divisor what scaled channels are multiples of
 * @param padding of layers that state none
 * @param batchNormEpsilon added to the variance
 * @param denseWeights how those of dense layers are stored
 */
public record Knobs(
    int height,
    int width,
    int channels,
    double alpha,
    double rho,
    double depth,
    int divisor,
    Padding padding,
    double batchNormEpsilon,
    Storage denseWeights) {

  /**
   * The shape of the input: height and width times rho, rounded to the nearest and at least 1.
   *
   * @throws IllegalArgumentException if it has 2^31 elements or more
   */
  public Shape input() {
    return new Shape(scaled(height), scaled(width), channels);
  }

  private int scaled(int size) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(size * rho)));
  }
}
