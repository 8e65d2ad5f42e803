package dev.lathe.examples;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how far a command's probabilities are from ONNX Runtime's, unless told not to compare. */
final class Comparison {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--no-compare",
      description = "Does not compare the probabilities with ONNX Runtime's.")
  private boolean unwanted;

  boolean isWanted() {
    return !unwanted;
  }

  /**
   * Says how far the probabilities are from ONNX Runtime's.
   *
   * @param difference the largest one
   * @return whether it is allowed; NaN is not
   */
  boolean holds(float difference, float allowed) {
    CommandLine commandLine = command.commandLine();
    String sentence =
        String.format(
            Locale.ROOT,
            "largest difference from ONNX Runtime %.1e, allowed %.0e",
            difference,
            allowed);
    if (difference <= allowed) {
      commandLine.getOut().println(sentence);
      return true;
    }
    String error = "[Difference] " + sentence;
    commandLine.getErr().println(commandLine.getColorScheme().errorText(error));
    return false;
  }
}
