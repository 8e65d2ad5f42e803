package dev.lathe.examples;

import dev.lathe.Predictions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The names of a network's classes. */
final class Labels {

  /** Resources: those of torchvision's detectors and those of its segmentation networks. */
  static final String COCO = "coco.txt";

  static final String VOC = "voc.txt";

  private Labels() {}

  /**
   * The names in a file, or without one those of a data set.
   *
   * @param file one a line, or null
   * @param dataSet {@link #COCO} or {@link #VOC}
   * @param classes how many the network has
   * @throws IOException if the file cannot be read, or there is not one name for each class
   */
  static List<String> read(Path file, String dataSet, int classes) throws IOException {
    List<String> names = file == null ? resource(dataSet) : Predictions.readLabels(file);
    if (names.size() != classes) {
      throw new IOException(
          "[LabelCount] "
              + names.size()
              + " labels for "
              + classes
              + " classes; give --labels a file with one a class, the background's first");
    }
    return names;
  }

  private static List<String> resource(String name) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Labels.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
