package dev.lathe.processor.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** A step in its stage. */
  private record Staged(Stage stage, Step step) {}

  /** By buffer, how many steps touch it. */
  private final Map<Buffer, Integer> uses = new HashMap<>();

  private final Machine machine;
  private final List<Staged> all = new ArrayList<>();

  Filters(Machine machine) {
    this.machine = machine;
  }

  /** The stages, some of which have taken over the first step of the next. */
  List<Stage> join(List<Stage> stages) {
    stages.stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.buffers().stream())
        .forEach(buffer -> uses.merge(buffer, 1, Integer::sum));
    stages.forEach(stage -> stage.steps().forEach(step -> add(new Staged(stage, step))));
    Map<Stage, List<Step>> steps = new LinkedHashMap<>();
    all.forEach(
        staged -> steps.computeIfAbsent(staged.stage, s -> new ArrayList<>()).add(staged.step));
    return steps.entrySet().stream()
        .map(e -> new Stage(e.getKey().name(), e.getKey().layer(), e.getValue()))
        .toList();
  }

  private void add(Staged next) {
    Optional<PanelStep> both = all.isEmpty() ? Optional.empty() : join(all.getLast(), next);
    if (both.isPresent()) {
      all.add(new Staged(all.removeLast().stage, both.get()));
    } else {
      all.add(next);
    }
  }

  private Optional<PanelStep> join(Staged first, Staged second) {
    if (first.step instanceof Step.Pointwise expansion
        && second.step instanceof Step.Depthwise filter
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
