package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClassifyCommandTest extends CommandLineTest {

  private interface Three extends Model {}

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        Networks.TEXT_DIRECTION,
        Networks.FIND_TEXT,
        new KnownNetworks(List.of(new KnownNetwork(Three.class, weights -> FixedModel.logits()))));
  }

  @Test
  void namesTheLikeliestFirst() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "ant\nbee\ncat\n");
    int code =
        run("classify", "-n", "Three", "-w", weights, "-l", labels.toString(), "-k", "2", picture);
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).matches(".*picture\\.png \\(\\d+\\.\\d\\d ms\\)"),
            line -> assertThat(line).isEqualTo("  66.52%  cat"),
            line -> assertThat(line).isEqualTo("  24.47%  bee"));
  }

  @Test
  void goesOnAfterAPictureThatItCannotRead() {
    String missing = folder.resolve("none.png").toString();
    assertThat(run("classify", "-n", "Three", "-w", weights, missing, picture)).isEqualTo(1);
    assertThat(err.toString()).contains("[ImageMissing]", "none.png").doesNotContain("\tat ");
    assertThat(out.toString()).contains("picture.png", "class 2");
  }

  @Test
  void wrongFilesAreNamed() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "ant\n");
    assertThat(run("classify", "-n", "Three", "-w", weights, "-l", labels.toString(), picture))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("[LabelCount] 1 labels for 3 classes");
    assertThat(run("classify", "-n", "Three", "-w", picture, picture)).isEqualTo(1);
    assertThat(err.toString()).contains("picture.png").doesNotContain("\tat ");
  }

  @Test
  void argumentsThatMakeNoSense() {
    assertUsage("Missing required", "classify", "-n", "Three");
    assertUsage("[TopK]", "classify", "-n", "Three", "-w", weights, "-k", "0", picture);
    assertUsage("[UnknownNetwork]", "classify", "-n", "ResNet", "-w", weights, picture);
  }
}
