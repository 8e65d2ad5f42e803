package dev.lathe.processor.diagnose;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;

/**
 * Something wrong with a declaration.
 *
 * @param code what kind of problem
 * @param message the observed values and, behind a semicolon, the remedy
 * @param origin the place in the user's source
 * @param severity whether it stops the network
 */
public record Problem(Code code, String message, Origin origin, Severity severity) {

  /** An error whose message is formatted in the root locale. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency worth having
  public static Problem error(Code code, Origin origin, String format, Object... args) {
    return new Problem(code, String.format(Locale.ROOT, format, args), origin, Severity.ERROR);
  }

  /** The error that a network's file cannot be written, for example because it exists. */
  public static Problem unwritable(TypeElement network, IOException e) {
    return error(
        Code.Output,
        Origin.of(network),
        "%s's files cannot be written: %s",
        network.getSimpleName(),
        e.getMessage());
  }

  /** A warning whose message is formatted in the root locale. */
  @SuppressWarnings("AnnotateFormatMethod")
  public static Problem warning(Code code, Origin origin, String format, Object... args) {
    return new Problem(code, String.format(Locale.ROOT, format, args), origin, Severity.WARNING);
  }

  /** Whether one of the problems stops its network. */
  public static boolean anyError(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** Whether it stops its network. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code "[Groups] …"}. */
  @Override
  public String toString() {
    return "[" + code + "] " + message;
  }
}
