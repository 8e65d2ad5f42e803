package dev.lathe.processor.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a stage of the pipeline returns: a value unless an error stopped it, and the problems so
 * far.
 *
 * @param value present unless there is an error
 * @param problems in the order they were found
 */
public record Outcome<T>(Optional<T> value, List<Problem> problems) {

  /** Drops repeated problems, and the value if one of them is an error. */
  public Outcome {
    problems = problems.stream().distinct().toList();
    value = Problem.anyError(problems) ? Optional.empty() : value;
  }

  /** A value with problems; it only counts if none of them is an error. */
  public static <T> Outcome<T> of(T value, List<Problem> problems) {
    return new Outcome<>(Optional.of(value), problems);
  }

  /** No value. */
  public static <T> Outcome<T> failed(List<Problem> problems) {
    return new Outcome<>(Optional.empty(), problems);
  }

  /** The next stage's outcome, with this one's problems before its own. */
  public <U> Outcome<U> then(Function<T, Outcome<U>> stage) {
    if (value.isEmpty()) {
      return failed(problems);
    }
    Outcome<U> next = stage.apply(value.get());
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(next.problems);
    return new Outcome<>(next.value, all);
  }
}
