package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Prediction;
import dev.lathe.Predictions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Names what is on pictures, with an ImageNet network and torchvision's or timm's trained"
            + " weights.")
final class ClassifyCommand implements Callable<Integer> {

  private final KnownNetworks networks;

  @Spec private CommandSpec spec;

  @Mixin private WeightsAndPictures arguments;

  @Option(
      names = {"-n", "--network"},
      required = true,
      paramLabel = "NAME",
      description = "The network, for example MobileNetV2.")
  private String network;

  @Option(
      names = {"-l", "--labels"},
      paramLabel = "FILE",
      description = "The names of the classes, one a line. Without it, classes have numbers.")
  private Path labels;

  @Option(
      names = {"-k", "--top"},
      paramLabel = "K",
      defaultValue = "5",
      description = "How many classes to name. Default: ${DEFAULT-VALUE}.")
  private int top;

  ClassifyCommand(KnownNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "[TopK] --top is " + top + "; ask for at least 1 class");
    }
    KnownNetwork known = networks.byName(network, spec.commandLine());
    List<String> names = labels == null ? List.of() : Predictions.readLabels(labels);
    Model model = arguments.load(known);
    Timing.warmUp(() -> model.run(new float[model.inputShape().elements()]));
    Pictures pictures = arguments.readPictures();
    for (Map.Entry<Path, BufferedImage> picture : pictures.images().entrySet()) {
      print(picture.getKey(), picture.getValue(), model, names);
    }
    return pictures.unreadable() == 0 ? 0 : 1;
  }

  private void print(Path path, BufferedImage image, Model model, List<String> names) {
    float[] output = model.run(image);
    boolean probabilities = model.layers().getLast().op().equals("Softmax");
    List<Prediction> predictions =
        Predictions.topK(probabilities ? output : Predictions.softmax(output), top, names);
    float[] pixels = new float[model.inputShape().elements()];
    double millis = Timing.medianMillis(() -> model.run(pixels, output));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s (%.2f ms)%n", path, millis);
    for (Prediction prediction : predictions) {
      out.printf(Locale.ROOT, "%7.2f%%  %s%n", 100 * prediction.probability(), prediction.label());
    }
  }
}
