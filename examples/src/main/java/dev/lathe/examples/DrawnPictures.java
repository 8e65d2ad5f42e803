package dev.lathe.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/** Saves what a command drew on pictures, each under a name of its own. */
final class DrawnPictures {

  private final Path folder;
  private final String suffix;
  private final Set<Path> saved = new HashSet<>();

  /**
   * Pictures in a folder, which the first one creates.
   *
   * @param suffix what is added to the name of a picture
   */
  DrawnPictures(Path folder, String suffix) {
    this.folder = folder;
    this.suffix = suffix;
  }

  /**
   * Saves a picture as PNG, over that of an earlier run.
   *
   * @param original the file that it was drawn on
   * @return the new file
   */
  Path save(Path original, BufferedImage drawn) throws IOException {
    Files.createDirectories(folder);
    String name = original.getFileName().toString().replaceFirst("\\.[^.]*$", "") + suffix;
    Path file = folder.resolve(name + ".png");
    for (int i = 2; !saved.add(file); i++) {
      file = folder.resolve(name + "-" + i + ".png");
    }
    ImageIO.write(drawn, "png", file.toFile());
    return file;
  }
}
