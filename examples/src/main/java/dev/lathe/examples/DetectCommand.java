package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.examples.detection.Box;
import dev.lathe.examples.detection.Detection;
import dev.lathe.examples.detection.SsdDetector;
import java.awt.geom.Rectangle2D;
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
    name = "detect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Finds objects on pictures with SSDLite and torchvision's trained weights, and draws boxes"
            + " around them.")
final class DetectCommand implements Callable<Integer> {

  private final KnownNetworks networks;

  @Spec private CommandSpec spec;

  @Mixin private WeightsAndPictures arguments;

  @Option(
      names = {"-n", "--network"},
      paramLabel = "NAME",
      defaultValue = "SsdLite",
      description = "The network. Default: ${DEFAULT-VALUE}.")
  private String network;

  @Option(
      names = {"-l", "--labels"},
      paramLabel = "FILE",
      description = "The names of the classes, one a line. Default: COCO's.")
  private Path labels;

  @Option(
      names = {"-t", "--threshold"},
      paramLabel = "SCORE",
      defaultValue = "0.5",
      description = "The least score of an object shown, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private float threshold;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      defaultValue = "target/detect",
      description = "Where the pictures with boxes go. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  DetectCommand(KnownNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Integer call() throws IOException {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "[Threshold] --threshold is " + threshold + "; scores are from 0 to 1");
    }
    KnownNetwork known = networks.byName(network, spec.commandLine());
    Model model = arguments.load(known);
    SsdDetector detector = new SsdDetector(model);
    List<String> names = Labels.read(labels, Labels.COCO, detector.classes());
    DrawnPictures drawn = new DrawnPictures(folder, "-detected");
    Pictures pictures = arguments.readPictures();
    for (Map.Entry<Path, BufferedImage> picture : pictures.images().entrySet()) {
      BufferedImage image = picture.getValue();
      Timing.warmUp(() -> detector.detect(image));
      double millis = Timing.medianMillis(() -> detector.detect(image));
      List<Detection> found =
          detector.detect(image).stream().filter(object -> object.score() >= threshold).toList();
      print(picture.getKey(), millis, found, names);
      Path file = drawn.save(picture.getKey(), marked(image, found, names));
      spec.commandLine().getOut().println("drawn on " + file);
    }
    return pictures.unreadable() == 0 ? 0 : 1;
  }

  private void print(Path path, double millis, List<Detection> found, List<String> names) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s (%.2f ms)%n", path, millis);
    Table table = new Table(List.of("object", "score", "left", "top", "right", "bottom"));
    for (Detection object : found) {
      Box box = object.box();
      table.add(
          List.of(
              names.get(object.label()),
              String.format(Locale.ROOT, "%.2f%%", 100 * object.score()),
              String.format(Locale.ROOT, "%.0f", box.left()),
              String.format(Locale.ROOT, "%.0f", box.top()),
              String.format(Locale.ROOT, "%.0f", box.right()),
              String.format(Locale.ROOT, "%.0f", box.bottom())));
    }
    table.lines().forEach(out::println);
  }

  private static BufferedImage marked(
      BufferedImage image, List<Detection> found, List<String> names) {
    MarkedPicture marked = MarkedPicture.bold(image);
    for (Detection object : found.reversed()) { // the likeliest on top
      Box box = object.box();
      marked.outline(
          new Rectangle2D.Float(
              box.left(), box.top(), box.right() - box.left(), box.bottom() - box.top()),
          ClassColours.of(object.label()));
    }
    for (Detection object : found.reversed()) {
      marked.caption(
          object.box().left(),
          object.box().top(),
          ClassColours.of(object.label()),
          String.format(Locale.ROOT, "%s %.2f", names.get(object.label()), object.score()));
    }
    return marked.image();
  }
}
