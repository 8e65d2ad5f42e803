package dev.lathe.processor.declare;

import dev.lathe.Shape;
import dev.lathe.image.Preprocessing;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code @Preprocess}.
 *
 * @param preprocessing what it says
 * @param origins where it says so
 */
public record PreprocessDeclaration(Preprocessing preprocessing, Origins origins) {

  private static final Pattern CODED = Pattern.compile("\\[(\\w+)] ((\\w+).*)", Pattern.DOTALL);

  /** Why images cannot become the network's input, if they cannot. */
  public Optional<Problem> mismatch(Shape input) {
    return preprocessing.mismatch(input).map(message -> problem(message, origins));
  }

  /** The problem that a message of {@link Preprocessing} tells, at the value that it is about. */
  static Problem problem(String message, Origins origins) {
    Matcher matcher = CODED.matcher(message);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(message);
    }
    Code code = Code.valueOf(matcher.group(1));
    String attribute = matcher.group(3);
    if (!origins.stated().containsKey(attribute)) {
      attribute =
          switch (code) {
            case PreprocessSize -> origins.stated().containsKey("crop") ? "crop" : "resize";
            case PreprocessFit -> "fit";
            default -> "mean";
          };
    }
    return Problem.error(code, origins.at(attribute), "%s", matcher.group(2));
  }
}
