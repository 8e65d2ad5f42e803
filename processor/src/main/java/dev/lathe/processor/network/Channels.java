package dev.lathe.processor.network;

import dev.lathe.annotation.Scale;
import dev.lathe.annotation.SqueezeFrom;
import dev.lathe.graph.Op.BatchNorm;
import dev.lathe.processor.declare.Knobs;
import dev.lathe.processor.declare.LayerSpec.Expansion;
import dev.lathe.processor.declare.LayerSpec.Reduction;
import dev.lathe.processor.declare.LayerSpec.SqueezeExcite;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import java.util.List;
import java.util.Optional;

/** How many channels ops get under a network's knobs. Impossible numbers become problems. */
final class Channels {

  private final WidthMultiplier width;
  private final List<Problem> problems;
  private double epsilon;

  Channels(Knobs knobs, List<Problem> problems) {
    this.width = new WidthMultiplier(knobs.alpha(), knobs.divisor());
    this.problems = problems;
    this.epsilon = knobs.batchNormEpsilon();
  }

  /** A stated number of channels under the width multiplier. */
  int scaled(String layer, int stated, Scale scale, String attribute, Origins origins) {
    return fitting(layer, width.scale(stated, scale), attribute, origins);
  }

  /** The channels that an MBConv expands to. */
  int expanded(String layer, Expansion expansion, int input, Scale scale, Origins origins) {
    return switch (expansion) {
      case Expansion.Absolute(int stated) -> scaled(layer, stated, scale, "expanded", origins);
      case Expansion.Factor(double t) -> {
        long expanded = width.expand(input, t);
        yield fitting(layer, expanded, "t", origins);
      }
    };
  }

  /**
   * The channels that squeeze-excite narrows to.
   *
   * @param blockInput channels that the block reads
   * @param features channels that the gate scales
   */
  int squeezed(String layer, SqueezeExcite spec, int blockInput, int features) {
    return switch (spec.reduction()) {
      case Reduction.Absolute(int stated) -> stated;
      case Reduction.Factor(int r, SqueezeFrom of) -> {
        int from = of == SqueezeFrom.INPUT ? blockInput : features;
        if (r > from) {
          problems.add(
              Problem.error(
                  Code.Reduction,
                  spec.origins().at("r"),
                  "\"%s\" reduces %d channels by r = %d, which leaves none; r must be at most %d",
                  layer,
                  from,
                  r,
                  from));
          yield 1;
        }
        int quotient = from / r;
        yield fitting(
            layer,
            spec.divisor() == 1
                ? quotient
                : WidthMultiplier.makeDivisible(quotient, spec.divisor()),
            "divisor",
            spec.origins());
      }
    };
  }

  /** The number as an int, or a problem and 1. */
  int fitting(String layer, long channels, String attribute, Origins origins) {
    if (channels <= Integer.MAX_VALUE) {
      return (int) channels;
    }
    problems.add(
        Problem.error(
            Code.Overflow,
            origins.at(attribute),
            "\"%s\" has %d channels; a tensor has fewer than 2^31 elements",
            layer,
            channels));
    return 1;
  }

  /** What batch norms add to the variance from now on; returns what they did before. */
  double epsilon(double newEpsilon) {
    double before = epsilon;
    epsilon = newEpsilon;
    return before;
  }

  /** A batch norm, if one is wanted. */
  Optional<BatchNorm> norm(boolean wanted) {
    return wanted ? Optional.of(new BatchNorm(epsilon)) : Optional.empty();
  }
}
