package dev.lathe.processor.diagnose;

import java.util.List;
import java.util.Locale;

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
  public static Problem error(Code code, Origin origin, String format, Object... args) {
    return new Problem(code, String.format(Locale.ROOT, format, args), origin, Severity.ERROR);
  }

  /** A warning whose message is formatted in the root locale. */
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
