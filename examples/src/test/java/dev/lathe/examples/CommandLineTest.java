package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command line and keeps what it prints. */
abstract class CommandLineTest {

  @TempDir Path folder;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  /** A picture of 8x8 pixels. */
  String picture;

  /** A readable file of weights, which fit no network. */
  String weights;

  @BeforeEach
  void writeInputs() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x406080);
    Path png = folder.resolve("picture.png");
    ImageIO.write(image, "png", png.toFile());
    picture = png.toString();
    byte[] header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} "
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer tensors = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    tensors.putLong(header.length).put(header);
    weights = Files.write(folder.resolve("w.safetensors"), tensors.array()).toString();
  }

  /** The command line that is tested. */
  abstract CommandLine commandLine();

  final int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  final void assertUsage(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message, "--help").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }
}
