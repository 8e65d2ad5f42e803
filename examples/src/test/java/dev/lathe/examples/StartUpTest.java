package dev.lathe.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtEnvironment;
import com.google.protobuf.Message;
import dev.lathe.Model;
import dev.lathe.examples.networks.LatheTextDirection;
import dev.lathe.oracle.SafetensorsBuilder;
import dev.lathe.oracle.SeededWeights;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The ways to start an application, each in a JVM of its own. */
class StartUpTest {

  /** The JVM says so wherever the Vector API is resolved, and no option silences it. */
  private static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

  private static final String MAIN = Main.class.getName();

  private static final String PATH =
      Stream.of(
              Main.class,
              Model.class,
              CommandLine.class,
              OrtEnvironment.class,
              OnnxMl.class,
              Message.class)
          .map(type -> CodeSource.of(type).toString())
          .collect(joining(File.pathSeparator));

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void writeInputs() throws IOException {
    Files.write(
        folder.resolve("seeded.safetensors"),
        SafetensorsBuilder.of(SeededWeights.of(LatheTextDirection.graph(), 1)));
    BufferedImage image = new BufferedImage(192, 48, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("line.png").toFile());
  }

  @Test
  void theModulePathNeedsNoFlag() throws Exception {
    assertClassified(run("--module-path", PATH, "--module", "dev.lathe.examples/" + MAIN));
  }

  @Test
  void theClassPathNeedsTheFlag() throws Exception {
    assertClassified(run("--add-modules", "jdk.incubator.vector", "-cp", PATH, MAIN));
  }

  @Test
  void theClassPathWithoutTheFlagIsOneClearMessage() throws Exception {
    Ended ended = run("-cp", PATH, MAIN);
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err.lines())
        .containsExactly(
            "[VectorModule] the module jdk.incubator.vector is not resolved; start java with"
                + " --add-modules jdk.incubator.vector, or put the application on the module path"
                + " (java -p ... -m ...), where dev.lathe requires it");
  }

  private static void assertClassified(Ended ended) {
    assertThat(ended.err.lines()).containsExactly(INCUBATOR);
    assertThat(ended.out).startsWith("line.png").contains("%");
    assertThat(ended.code).isZero();
  }

  /** Classifies a picture with the JVM's own options, and no others that the tests run with. */
  private Ended run(String... start) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(start));
    command.addAll(
        List.of("classify", "-n", "TextDirection", "-w", "seeded.safetensors", "line.png"));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Ended(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
