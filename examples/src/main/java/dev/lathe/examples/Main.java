package dev.lathe.examples;

import dev.lathe.WeightsException;
import dev.lathe.examples.text.TextNetwork;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of the examples. It ends with 0 if all went well, 1 if a run failed, and 2 if
 * the arguments make no sense.
 */
@Command(
    name = "lathe-examples",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs convolutional networks that Lathe compiled to Java vector code.")
public final class Main implements Runnable {

  private static final int MOST_LINES = 6;

  @Spec private CommandSpec spec;

  /** Runs a command and exits. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(
        commandLine(Networks.TEXT_DIRECTION, Networks.FIND_TEXT, Networks.ALL).execute(arguments));
  }

  /** The commands over some networks. */
  static CommandLine commandLine(
      KnownNetwork textDirection, List<TextNetwork> findText, KnownNetworks networks) {
    return new CommandLine(new Main())
        .addSubcommand(new TextDirectionCommand(textDirection))
        .addSubcommand(new FindTextCommand(findText, textDirection))
        .addSubcommand(new ClassifyCommand(networks))
        .addSubcommand(new DetectCommand(networks))
        .addSubcommand(new SegmentCommand(networks))
        .addSubcommand(new ReportCommand(networks))
        .addSubcommand(new CompareCommand(networks))
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler(Main::failure);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "[CommandMissing] say what to run: " + String.join(", ", spec.subcommands().keySet()));
  }

  private static int usage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    print(command, exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, command.getErr());
    command.getErr().println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(
      Exception exception, CommandLine command, CommandLine.ParseResult arguments) {
    boolean expected =
        exception instanceof IOException
            || exception instanceof WeightsException
            || (exception.getMessage() != null && exception.getMessage().startsWith("["));
    if (expected) {
      print(command, shortened(exception.getMessage()));
    } else {
      print(command, "[Internal] " + exception + "; please report this, with the lines below");
      exception.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** A checkpoint of another network fits no layer: the first few say enough. */
  private static String shortened(String message) {
    List<String> lines = message.lines().toList();
    return lines.size() <= MOST_LINES
        ? message
        : String.join("\n", lines.subList(0, MOST_LINES))
            + "\n  and "
            + (lines.size() - MOST_LINES)
            + " more";
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println(command.getColorScheme().errorText(message));
  }
}
