package dev.lathe.graph;

/** Says that an op cannot take inputs of the shapes it was given. */
public final class ShapeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception with the observed values, as a clause whose subject is the op. */
  public ShapeException(String message) {
    super(message);
  }
}
