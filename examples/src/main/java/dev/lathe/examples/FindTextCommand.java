package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.Weights;
import dev.lathe.examples.samples.SamplePage;
import dev.lathe.examples.text.FoundText;
import dev.lathe.examples.text.TextFinder;
import dev.lathe.examples.text.TextNetwork;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "find-text",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Finds the lines of text on pictures, with PaddleOCR's trained detector PP-OCRv3, cuts them"
          + " out and turns those that stand upside down.",
      "Each picture with its lines outlined, and each line, is saved as a PNG file."
    })
final class FindTextCommand implements Callable<Integer> {

  private static final float TOLERANCE = 1e-4f;

  /**
   * For pictures with much text. There each engine is up to 1e-4 away from double arithmetic, and
   * they were seen 1.4e-4 apart.
   */
  private static final float DENSE_TOLERANCE = 2e-4f;

  private final List<TextNetwork> networks;
  private final KnownNetwork textDirection;

  /** The models that have been timed. */
  private final Set<Model> warm = new HashSet<>();

  @Spec private CommandSpec spec;

  @Mixin private Comparison comparison;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      defaultValue = "target/find-text",
      description = "Where the PNG files go. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Parameters(
      arity = "0..*",
      paramLabel = "PICTURE",
      description = "PNG, JPEG, GIF, BMP or TIFF files of any size; without one a drawn page.")
  private List<Path> paths = List.of();

  FindTextCommand(List<TextNetwork> networks, KnownNetwork textDirection) {
    this.networks = networks;
    this.textDirection = textDirection;
  }

  @Override
  public Integer call() throws IOException {
    byte[] onnx = TrainedFile.FIND_TEXT.read();
    TextFinder finder = new TextFinder(networks, weights(onnx));
    Model direction = textDirection.loader().apply(weights(TrainedFile.TEXT_DIRECTION.read()));
    DrawnPictures drawn = new DrawnPictures(folder, "-lines");
    try (OnnxReference reference = reference(onnx)) {
      if (paths.isEmpty()) {
        SamplePage page = SamplePage.draw();
        ReadPicture read = ReadPicture.of(page.image(), finder, direction);
        show(Path.of("page"), read, drawn);
        return agrees(read, reference, TOLERANCE) & holds(read, page) ? 0 : 1;
      }
      Pictures pictures = Pictures.read(paths, spec.commandLine());
      boolean good = pictures.unreadable() == 0;
      for (Map.Entry<Path, BufferedImage> picture : pictures.images().entrySet()) {
        ReadPicture read = ReadPicture.of(picture.getValue(), finder, direction);
        show(picture.getKey(), read, drawn);
        good &= agrees(read, reference, DENSE_TOLERANCE);
      }
      return good ? 0 : 1;
    }
  }

  private static Weights weights(byte[] onnx) throws IOException {
    return Weights.onnx(new ByteArrayInputStream(onnx));
  }

  /** ONNX Runtime, or null if there is nothing to compare. */
  private OnnxReference reference(byte[] onnx) throws IOException {
    return comparison.isWanted() ? OnnxReference.open(MeansByRows.in(onnx)) : null;
  }

  /** Prints and saves what was read. */
  private void show(Path path, ReadPicture read, DrawnPictures drawn) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s: %s, %.1f ms%n", path, read.summary(), millis(read.found()));
    if (!read.lines().isEmpty()) {
      read.table().lines().forEach(out::println);
    }
    out.println("drawn on " + read.save(drawn, path));
  }

  /** The time of one inference, without preparing the picture. */
  private double millis(FoundText found) {
    float[] scratch = new float[found.probabilities().length];
    Runnable inference = () -> found.model().run(found.pixels(), scratch);
    if (warm.add(found.model())) {
      Timing.warmUp(inference);
    }
    return Timing.medianMillis(inference);
  }

  /** Says how far the probabilities are from ONNX Runtime's, if it is asked; false if too far. */
  private boolean agrees(ReadPicture read, OnnxReference reference, float allowed)
      throws IOException {
    if (reference == null) {
      return true;
    }
    FoundText found = read.found();
    float[] expected = reference.run(found.pixels(), found.model().inputShape());
    return comparison.holds(read.differenceFrom(expected), allowed);
  }

  /** Says which lines of the drawn page were found the right way up; false if not all, or more. */
  private boolean holds(ReadPicture read, SamplePage page) {
    List<String> missed =
        page.lines().stream()
            .filter(
                drawn -> read.lines().stream().noneMatch(line -> drawn.isIn(line.box().outline())))
            .map(SamplePage.Line::text)
            .toList();
    int drawn = page.lines().size();
    String sentence =
        drawn - missed.size() + " of " + drawn + " drawn lines found and turned right";
    CommandLine commandLine = spec.commandLine();
    if (missed.isEmpty() && read.lines().size() == drawn) {
      commandLine.getOut().println(sentence);
      return true;
    }
    String rest =
        missed.isEmpty()
            ? ", and more: " + read.lines().size() + " lines in all"
            : "; not: " + String.join("; ", missed);
    String error = "[Lines] " + sentence + rest;
    commandLine.getErr().println(commandLine.getColorScheme().errorText(error));
    return false;
  }
}
