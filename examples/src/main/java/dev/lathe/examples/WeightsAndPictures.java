package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Arguments of commands that run a network, with weights from a file, on pictures. */
final class WeightsAndPictures {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-w", "--weights"},
      required = true,
      paramLabel = "FILE",
      description = "Its weights: a safetensors file or an ONNX model.")
  private Path weights;

  @Parameters(
      arity = "1..*",
      paramLabel = "PICTURE",
      description = "PNG, JPEG, GIF, BMP or TIFF files.")
  private List<Path> paths;

  /** The network with the weights. */
  Model load(KnownNetwork network) throws IOException {
    return network.loader().apply(Weights.open(weights));
  }

  /** Reads the pictures, and says on standard error which it could not read. */
  Pictures readPictures() {
    return Pictures.read(paths, command.commandLine());
  }
}
