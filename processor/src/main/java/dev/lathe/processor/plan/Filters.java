package dev.lathe.processor.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins pointwise convolutions with the depthwise ones that alone read what they store, such as an
 * inverted bottleneck's expansion and its filter: then a map of all expanded channels need not
 * travel to the L2 cache and back, nor to another thread. Each panel reads all inputs, which must
 * come from that cache.
 */
final class Filters {

  /** By buffer, how many steps touch it. */
  private final Map<Buffer, Integer> uses = new HashMap<>();

  private final Machine machine;

  Filters(Machine machine) {
    this.machine = machine;
  }

  /** The stages, some of which have taken over the first step of the next. */
  List<Stage> join(List<Stage> stages) {
    stages.stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.buffers().stream())
        .forEach(buffer -> uses.merge(buffer, 1, Integer::sum));
    return Stage.joined(stages, this::join);
  }

  private Optional<PanelStep> join(Step first, Step second) {
    if (first instanceof Step.Pointwise expansion
        && second instanceof Step.Depthwise filter
        && filter.from().equals(expansion.to())
        && filter.kernel().rows().isPresent()
        && expansion.residual().isEmpty()
        && expansion.folded().isEmpty()
        && filter.from().buffer().filter(buffer -> uses.get(buffer) == 2).isPresent()
        && machine.keeps(expansion.from().shape())
        && machine.keeps(PanelStep.floats(expansion))) {
      return Optional.of(PanelStep.of(expansion, filter));
    }
    return Optional.empty();
  }
}
