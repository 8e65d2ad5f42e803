package dev.lathe.examples;

import dev.lathe.image.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The pictures named on the command line, as far as they can be read.
 *
 * @param images by the path as given
 * @param unreadable how many could not be read
 */
record Pictures(Map<Path, BufferedImage> images, int unreadable) {

  /** Reads them, and says on standard error which it could not read. */
  static Pictures read(List<Path> paths, CommandLine commandLine) {
    Map<Path, BufferedImage> images = new LinkedHashMap<>();
    int unreadable = 0;
    for (Path path : paths) {
      try {
        images.put(path, Images.read(path));
      } catch (IOException e) {
        commandLine.getErr().println(commandLine.getColorScheme().errorText(e.getMessage()));
        unreadable++;
      }
    }
    return new Pictures(images, unreadable);
  }
}
