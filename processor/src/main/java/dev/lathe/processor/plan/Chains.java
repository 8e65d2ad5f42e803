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
    List<Stage> joined = new ArrayList<>();
    for (Stage stage : stages) {
      Optional<Step> chain =
          joined.isEmpty()
              ? Optional.empty()
              : join(last(joined.get(joined.size() - 1).steps()), stage.steps().get(0));
      if (chain.isEmpty()) {
        joined.add(stage);
        continue;
      }
      Stage before = joined.remove(joined.size() - 1);
      List<Step> steps = new ArrayList<>(before.steps());
      steps.set(steps.size() - 1, chain.get());
      joined.add(new Stage(before.name(), before.layer(), steps));
      if (stage.steps().size() > 1) {
        List<Step> rest = stage.steps().subList(1, stage.steps().size());
        joined.add(new Stage(stage.name(), stage.layer(), rest));
      }
    }
    return joined;
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

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }
}
