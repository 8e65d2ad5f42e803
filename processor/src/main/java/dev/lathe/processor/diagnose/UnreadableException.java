package dev.lathe.processor.diagnose;

import javax.lang.model.element.TypeElement;

/**
 * Says that the source does not compile yet: a type or constant is missing. Either a later round
 * brings it, or it is an error.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception that the next round catches up with. */
  public UnreadableException() {
    super("the source does not compile");
  }

  /** The problem of a network that even the last round could not read. */
  public static Problem problem(TypeElement network) {
    return Problem.error(
        Code.Unreadable,
        Origin.of(network),
        "%s names a type or constant that is missing; declare it, and use lathe-runtime and"
            + " lathe-processor of one version",
        network.getSimpleName());
  }
}
