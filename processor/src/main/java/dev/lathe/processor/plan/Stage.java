package dev.lathe.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The steps of one group, which become one method.
 *
 * @param name the block's or layer's name
 * @param layer the layer that declared it
 * @param steps in order
 */
public record Stage(String name, String layer, List<Step> steps) {

  /** A step in its stage. */
  private record Staged(Stage stage, Step step) {}

  /** Copies the steps. */
  public Stage {
    steps = List.copyOf(steps);
  }

  /**
   * The stages, some of which have taken over the first step of the next.
   *
   * @param both the step that does what two do of which one follows the other, if they are joined
   */
  static List<Stage> joined(
      List<Stage> stages, BiFunction<Step, Step, Optional<? extends Step>> both) {
    List<Staged> all = new ArrayList<>();
    for (Stage stage : stages) {
      for (Step step : stage.steps) {
        Optional<? extends Step> one =
            all.isEmpty() ? Optional.empty() : both.apply(all.getLast().step, step);
        all.add(
            one.isPresent()
                ? new Staged(all.removeLast().stage, one.get())
                : new Staged(stage, step));
      }
    }
    Map<Stage, List<Step>> steps = new LinkedHashMap<>();
    all.forEach(
        staged -> steps.computeIfAbsent(staged.stage, s -> new ArrayList<>()).add(staged.step));
    return steps.entrySet().stream()
        .map(e -> new Stage(e.getKey().name, e.getKey().layer, e.getValue()))
        .toList();
  }
}
