package dev.lathe.processor.diagnose;

import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** A bug in Lathe, with the layer it showed at. */
public final class UnexpectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Origin origin;

  private UnexpectedException(String subject, Origin origin, RuntimeException cause) {
    super(subject, cause);
    this.origin = origin;
  }

  /** Does some work for a layer and names the layer if it fails. */
  public static <T> T naming(String layer, Origin origin, Supplier<T> work) {
    try {
      return work.get();
    } catch (UnexpectedException | UnreadableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnexpectedException("\"" + layer + "\"", origin, e);
    }
  }

  /** The problem to report for whatever left the pipeline of a network. */
  public static Problem problem(TypeElement network, Throwable thrown) {
    return thrown instanceof UnexpectedException e
        ? problem(network + ", layer " + e.getMessage(), e.origin, e.getCause())
        : problem(network.toString(), Origin.of(network), thrown);
  }

  private static Problem problem(String subject, Origin origin, Throwable thrown) {
    String place =
        Stream.of(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.lathe."))
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
    return Problem.error(
        Code.InternalError,
        origin,
        "%s: internal error, please report: %s%s",
        subject,
        thrown,
        place);
  }
}
