package dev.lathe.processor.network;

import dev.lathe.annotation.Scale;

/**
 * The rule by which channels follow a network's width multiplier, {@code _make_divisible} of the
 * published MobileNets, in their double arithmetic.
 *
 * @param alpha the multiplier
 * @param divisor what scaled channels are multiples of
 */
record WidthMultiplier(double alpha, int divisor) {

  /** The channels that a layer gets which states {@code channels}; as stated at multiplier 1. */
  long scale(int channels, Scale scale) {
    double multiplier =
        switch (scale) {
          case ALPHA -> alpha;
          case NEVER -> 1;
          case AT_LEAST_ONE -> Math.max(1, alpha);
        };
    return multiplier == 1 ? channels : makeDivisible(channels * multiplier, divisor);
  }

  /** The channels that expansion t makes of those a block reads; exact for a whole t. */
  long expand(int channels, double t) {
    return t == Math.rint(t) ? (long) (channels * t) : makeDivisible(channels * t, divisor);
  }

  /**
   * The multiple of the divisor next to {@code channels}, at least the divisor, and never below
   * nine tenths of {@code channels}.
   */
  static long makeDivisible(double channels, int divisor) {
    if (channels > Integer.MAX_VALUE) {
      return (long) channels; // too many anyway, and a product might overflow
    }
    long multiples = (long) ((channels + divisor / 2.0) / divisor);
    long multiple = Math.max(divisor, multiples * divisor);
    return multiple < 0.9 * channels ? multiple + divisor : multiple;
  }
}
