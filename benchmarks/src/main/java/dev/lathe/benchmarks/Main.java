package dev.lathe.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the benchmarks: {@code paired}, {@code cold}, {@code tune} and {@code jmh}.
 */
@Command(
    name = "lathe-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Lathe against ONNX Runtime and TensorFlow Lite.")
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs a command and exits. */
  public static void main(String[] arguments) {
    CommandLine jmh =
        new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true);
    System.exit(
        new CommandLine(new Main())
            .addSubcommand(new PairedRuns())
            .addSubcommand(new ColdStart())
            .addSubcommand(new Tuning())
            .addSubcommand(jmh)
            .setExecutionExceptionHandler(Main::failure)
            .execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "[CommandMissing] say what to measure: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** A message that begins with a code says enough; anything else needs its origin. */
  private static int failure(
      Exception exception, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (exception.getMessage() == null || !exception.getMessage().startsWith("[")) {
      throw exception;
    }
    command.getErr().println(exception.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
