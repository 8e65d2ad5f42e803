package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Weights;
import dev.lathe.examples.samples.SamplePicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "text-direction",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Tells whether lines of text are upright or upside down, with PaddleOCR's trained"
            + " classifier: on pictures that it draws, and on those given.")
final class TextDirectionCommand implements Callable<Integer> {

  private static final float TOLERANCE = 1e-5f;

  private final KnownNetwork network;

  @Spec private CommandSpec spec;

  @Mixin private Comparison comparison;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Also saves the pictures that it draws there, as PNG files.")
  private Path folder;

  @Parameters(
      arity = "0..*",
      paramLabel = "PICTURE",
      description = "PNG, JPEG, GIF, BMP or TIFF files, each with one line of text.")
  private List<Path> paths = List.of();

  TextDirectionCommand(KnownNetwork network) {
    this.network = network;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = spec.commandLine();
    byte[] onnx = TrainedFile.TEXT_DIRECTION.read();
    Model model = network.loader().apply(Weights.onnx(new ByteArrayInputStream(onnx)));
    commandLine.getOut().println(network.layersReport());
    List<SamplePicture> pictures = new ArrayList<>(SamplePicture.drawAll());
    if (folder != null) {
      save(pictures);
    }
    Pictures given = Pictures.read(paths, commandLine);
    given.images().forEach((path, image) -> pictures.add(given(path, image)));
    Timing.warmUp(() -> model.run(new float[model.inputShape().elements()]));
    List<Verdict> verdicts = pictures.stream().map(picture -> Verdict.of(picture, model)).toList();
    List<Float> differences =
        comparison.isWanted() ? differences(verdicts, model.inputShape(), onnx) : List.of();
    print(verdicts, differences);
    return check(verdicts, differences) && given.unreadable() == 0 ? 0 : 1;
  }

  private static SamplePicture given(Path path, BufferedImage image) {
    return new SamplePicture(path.toString(), image, Optional.empty());
  }

  private void save(List<SamplePicture> pictures) throws IOException {
    Files.createDirectories(folder);
    for (SamplePicture picture : pictures) {
      String file = picture.name().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
      ImageIO.write(picture.image(), "png", folder.resolve(file + ".png").toFile());
    }
  }

  /** The largest difference of a probability from ONNX Runtime's, picture by picture. */
  private static List<Float> differences(List<Verdict> verdicts, Shape input, byte[] onnx)
      throws IOException {
    List<Float> differences = new ArrayList<>();
    try (OnnxReference reference = OnnxReference.open(onnx)) {
      for (Verdict verdict : verdicts) {
        differences.add(verdict.differenceFrom(reference.run(verdict.pixels(), input)));
      }
    }
    return differences;
  }

  private void print(List<Verdict> verdicts, List<Float> differences) {
    List<String> head = new ArrayList<>(List.of("picture", "verdict", "probability", "ms"));
    if (!differences.isEmpty()) {
      head.add("difference from ONNX Runtime");
    }
    Table table = new Table(head);
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      List<String> row = new ArrayList<>();
      row.add(verdict.picture().name());
      row.add(verdict.upright() ? "upright" : "upside down");
      row.add(String.format(Locale.ROOT, "%.3f%%", 100 * verdict.probability()));
      row.add(String.format(Locale.ROOT, "%.3f", verdict.millis()));
      if (!differences.isEmpty()) {
        row.add(String.format(Locale.ROOT, "%.1e", differences.get(i)));
      }
      table.add(row);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    table.lines().forEach(out::println);
    out.println();
  }

  /** Says how well it went; false if a drawn picture is misjudged or a probability differs. */
  private boolean check(List<Verdict> verdicts, List<Float> differences) {
    CommandLine commandLine = spec.commandLine();
    PrintWriter out = commandLine.getOut();
    List<Verdict> known = verdicts.stream().filter(verdict -> verdict.isKnown()).toList();
    List<String> wrong =
        known.stream().filter(Verdict::isWrong).map(verdict -> verdict.picture().name()).toList();
    double[] millis = verdicts.stream().mapToDouble(Verdict::millis).sorted().toArray();
    out.printf(
        Locale.ROOT,
        "%d of %d drawn pictures judged right, %.3f ms per image (median)%n",
        known.size() - wrong.size(),
        known.size(),
        millis[millis.length / 2]);
    if (!wrong.isEmpty()) {
      String error = "[Verdict] misjudged: " + String.join("; ", wrong);
      commandLine.getErr().println(commandLine.getColorScheme().errorText(error));
    }
    boolean equal =
        differences.isEmpty() || comparison.holds(Collections.max(differences), TOLERANCE);
    return wrong.isEmpty() && equal;
  }
}
