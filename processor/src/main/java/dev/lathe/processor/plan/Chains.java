package dev.lathe.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins pointwise convolutions that follow each other over a map too large for the L2 cache, such
 * as the end of one residual bottleneck and the beginning of the next: whatever the first stores of
 * a band of pixels the second reads at once.
 */
final class Chains {

  private final Machine machine;

  Chains(Machine machine) {
    this.machine = machine;
  }

  /** The stages, some of which have taken over the first step of the next. */
  List<Stage> join(List<Stage> stages) {
    return Stage.joined(stages, this::join);
  }

  private Optional<Step> join(Step first, Step second) {
    List<Step.Pointwise> links = new ArrayList<>();
    switch (first) {
      case Step.Pointwise pointwise -> links.add(pointwise);
      case Step.Chain chain -> links.addAll(chain.links());
      default -> {}
    }
    if (links.isEmpty() || !(second instanceof Step.Pointwise next)) {
      return Optional.empty();
    }
    Step.Pointwise link = links.get(links.size() - 1);
    boolean reads = next.from().equals(link.to()) || next.residual().equals(Optional.of(link.to()));
    if (!reads || machine.keeps(link.to().shape()) || !isLink(link) || !isLink(next)) {
      return Optional.empty();
    }
    links.add(next);
    return Optional.of(new Step.Chain(links));
  }

  private static boolean isLink(Step.Pointwise step) {
    return step.kernel().hasFewWeights() && step.folded().isEmpty();
  }
}
