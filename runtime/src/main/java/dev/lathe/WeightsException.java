package dev.lathe;

import java.util.List;

/**
 * Says what is wrong with a file of weights, or which of a network's weights are missing, have
 * another shape or are left over. It is unchecked, as nothing but another file helps.
 *
 * <p>Each problem is one line: a code in brackets, the observed values and, behind a semicolon, the
 * remedy.
 */
public final class WeightsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String[] problems; // serializable, unlike a list

  /** An exception with one problem. */
  public WeightsException(String problem) {
    this(problem, (Throwable) null);
  }

  /** An exception with one problem and what caused it. */
  public WeightsException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = new String[] {problem};
  }

  /** An exception with several problems under a heading. */
  public WeightsException(String heading, List<String> problems) {
    super(heading + "\n  " + String.join("\n  ", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** Each problem by itself, {@code [Code] observed values; remedy}. */
  public List<String> problems() {
    return List.of(problems);
  }
}
