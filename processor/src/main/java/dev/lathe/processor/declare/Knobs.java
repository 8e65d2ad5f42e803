package dev.lathe.processor.declare;

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
    double batchNormEpsilon) {}
