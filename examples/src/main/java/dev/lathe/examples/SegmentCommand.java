package dev.lathe.examples;

import dev.lathe.Model;
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
import picocli.CommandLine.Spec;

@Command(
    name = "segment",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Tells what each pixel of pictures shows, with DeepLabV3 and torchvision's trained"
            + " weights, and tints them.")
final class SegmentCommand implements Callable<Integer> {

  private final KnownNetworks networks;

  @Spec private CommandSpec spec;

  @Mixin private WeightsAndPictures arguments;

  @Option(
      names = {"-n", "--network"},
      paramLabel = "NAME",
      defaultValue = "DeepLabV3",
      description = "The network. Default: ${DEFAULT-VALUE}.")
  private String network;

  @Option(
      names = {"-l", "--labels"},
      paramLabel = "FILE",
      description = "The names of the classes, one a line. Default: Pascal VOC's.")
  private Path labels;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      defaultValue = "target/segment",
      description = "Where the tinted pictures go. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  SegmentCommand(KnownNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Integer call() throws IOException {
    KnownNetwork known = networks.byName(network, spec.commandLine());
    Model model = arguments.load(known);
    List<String> names = Labels.read(labels, Labels.VOC, model.outputShape().channels());
    DrawnPictures drawn = new DrawnPictures(folder, "-segmented");
    Pictures pictures = arguments.readPictures();
    for (Map.Entry<Path, BufferedImage> picture : pictures.images().entrySet()) {
      BufferedImage image = picture.getValue();
      Timing.warmUp(() -> Segmentation.of(model, image));
      double millis = Timing.medianMillis(() -> Segmentation.of(model, image));
      Segmentation segmentation = Segmentation.of(model, image);
      print(picture.getKey(), millis, segmentation, names);
      Path file = drawn.save(picture.getKey(), segmentation.over(image, names));
      spec.commandLine().getOut().println("drawn on " + file);
    }
    return pictures.unreadable() == 0 ? 0 : 1;
  }

  private void print(Path path, double millis, Segmentation segmentation, List<String> names) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s (%.2f ms)%n", path, millis);
    for (int label : segmentation.classes()) {
      out.printf(Locale.ROOT, "%7.2f%%  %s%n", 100 * segmentation.share(label), names.get(label));
    }
    out.printf(Locale.ROOT, "%7.2f%%  background%n", 100 * segmentation.share(0));
  }
}
