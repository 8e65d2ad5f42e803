package dev.lathe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

  @TempDir Path folder;

  @Test
  void readsWhatImageIoWrites() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, 0x123456);
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    assertThat(Images.read(file).getRGB(2, 1)).isEqualTo(0xff123456);
  }

  @Test
  void missingFilesAndFolders() {
    assertFails(folder.resolve("none.png"), "[ImageMissing] there is no file");
    assertFails(folder, "is a folder");
  }

  @Test
  void textIsNoImage() throws IOException {
    Path file = Files.writeString(folder.resolve("picture.png"), "not a picture");
    assertFails(file, "is not an image of a known format", "png");
  }

  @Test
  void damagedImages() throws IOException {
    BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    Path whole = folder.resolve("whole.png");
    ImageIO.write(image, "png", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    Path file = folder.resolve("half.png");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertFails(file, "[ImageDamaged]", "half.png");
  }

  private static void assertFails(Path path, String... parts) {
    assertThatThrownBy(() -> Images.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }
}
