package dev.lathe.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/** Reads image files. */
public final class Images {

  private Images() {}

  /**
   * Reads a file in any format that {@link ImageIO} knows: PNG, JPEG, GIF (its first frame), BMP,
   * TIFF, and what plug-ins add. Like Pillow and OpenCV's training pipelines it ignores an EXIF
   * orientation.
   *
   * @throws IOException if there is no such file, or it is no image, or a damaged one
   */
  public static BufferedImage read(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new IOException("[ImageMissing] there is no file " + path + "; check the path");
    }
    if (Files.isDirectory(path)) {
      throw new IOException("[ImageMissing] " + path + " is a folder; name the pictures in it");
    }
    BufferedImage image;
    try {
      image = ImageIO.read(path.toFile());
    } catch (IOException | RuntimeException e) { // plug-ins throw both on damaged files
      throw new IOException(
          "[ImageDamaged] " + path + " cannot be read (" + e.getMessage() + "); save it again", e);
    }
    if (image == null) {
      throw new IOException(
          "[ImageFormat] "
              + path
              + " is not an image of a known format "
              + new TreeSet<>(Arrays.asList(ImageIO.getReaderFileSuffixes()))
              + "; convert it to PNG");
    }
    return image;
  }
}
