package dev.lathe.processor.diagnose;

/**
 * Says that the source does not compile yet: a type or constant is missing. Either a later round
 * brings it, or javac reports it itself.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception that the next round catches up with. */
  public UnreadableException() {
    super("the source does not compile");
  }
}
