package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.WeightsException;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.image.Preprocessing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private UnaryOperator<float[]> change = UnaryOperator.identity();
  private String picture;
  private String weights;

  /** A network whose report is among the test resources. */
  private interface Reported extends Model {}

  private interface Unreported extends Model {}

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

  @Test
  void helpAndVersion() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("text-direction", "classify", "report");
    assertThat(run("classify", "--help")).isZero();
    assertThat(out.toString()).contains("--weights=FILE", "--top=K");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).containsPattern("Lathe examples \\d+\\.\\d+");
  }

  @Test
  void argumentsThatMakeNoSense() {
    assertUsage("[CommandMissing]");
    assertUsage("Unknown option", "text-direction", "--wrong");
    assertUsage("Missing required", "classify", "-n", "Reported");
    assertUsage("take one of Reported, Unreported", "report", "ResNet");
    assertUsage("[TopK]", "classify", "-n", "Reported", "-w", weights, "-k", "0", picture);
    assertUsage("[UnknownNetwork]", "classify", "-n", "ResNet", "-w", weights, picture);
  }

  private void assertUsage(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message, "--help").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void reportsAreReadFromTheClassPath() {
    assertThat(run("report", "reported")).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "Reported 1x1x3\nlayer  MACs\nstem      9\n\nOps\n\nstem.activation  relu\n");
    assertThat(run("report", "Unreported")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ReportMissing]").doesNotContain("\tat ");
  }

  @Test
  void networksAreComparedWithTheFirst() {
    int code =
        Main.commandLine(Networks.TEXT_DIRECTION, Networks.ALL)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("compare", "MobileNetV2", "resnet50", "Vgg16");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).startsWith("MobileNetV2").containsPattern("300,774,272 +1.00x");
    assertThat(lines.get(3))
        .startsWith("ResNet50")
        .containsPattern("224x224x3 +4,089,184,256 +13.60x +25,557,032 +7.29x");
    assertThat(lines.get(4)).containsPattern("15,470,264,320 +51.43x +138,357,544 +39.48x .*MiB");
  }

  @Test
  void comparingNeedsTwoNetworksAndTheirFigures() {
    assertUsage("requires at least 2 values", "compare", "Reported");
    assertUsage("[UnknownNetwork]", "compare", "Reported", "ResNet");
    assertThat(run("compare", "Reported", "Unreported")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ReportForm]").doesNotContain("\tat ");
  }

  @Test
  void classifyNamesTheLikeliestFirst() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "ant\nbee\ncat\n");
    int code =
        run(
            "classify",
            "-n",
            "Reported",
            "-w",
            weights,
            "-l",
            labels.toString(),
            "-k",
            "2",
            picture);
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).matches(".*picture\\.png \\(\\d+\\.\\d\\d ms\\)"),
            line -> assertThat(line).isEqualTo("  66.52%  cat"),
            line -> assertThat(line).isEqualTo("  24.47%  bee"));
  }

  @Test
  void classifyGoesOnAfterAPictureThatItCannotRead() {
    String missing = folder.resolve("none.png").toString();
    assertThat(run("classify", "-n", "Reported", "-w", weights, missing, picture)).isEqualTo(1);
    assertThat(err.toString()).contains("[ImageMissing]", "none.png").doesNotContain("\tat ");
    assertThat(out.toString()).contains("picture.png", "class 2");
  }

  @Test
  void wrongFilesAreNamed() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "ant\n");
    assertThat(run("classify", "-n", "Reported", "-w", weights, "-l", labels.toString(), picture))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("[LabelCount] 1 labels for 3 classes");
    assertThat(run("classify", "-n", "Reported", "-w", picture, picture)).isEqualTo(1);
    assertThat(err.toString()).contains("picture.png").doesNotContain("\tat ");
  }

  @Test
  void weightsOfAnotherNetworkAreListedInAFewLines() {
    change =
        pixels -> {
          throw new WeightsException("do not fit:", Collections.nCopies(40, "[TensorShape] stem"));
        };
    assertThat(run("classify", "-n", "Reported", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString().lines().toList())
        .startsWith("do not fit:", "  [TensorShape] stem")
        .endsWith("  and 35 more")
        .hasSize(7);
  }

  @Test
  void whatNobodyExpectedAsksForAReport() {
    change =
        pixels -> {
          throw new ArrayStoreException("odd");
        };
    assertThat(run("classify", "-n", "Reported", "-w", weights, picture)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Internal] java.lang.ArrayStoreException: odd; please");
  }

  @Test
  void textDirectionAgreesWithItself() {
    assertThat(run("text-direction", "--save", folder.toString(), picture)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("Reported 1x1x3\nlayer  MACs\nstem      9\n")
        .doesNotContain("stem.activation")
        .containsPattern("Invoice No\\. 2047 +upright +\\d+\\.\\d+%")
        .containsPattern("Invoice No\\. 2047, turned +upside down")
        .containsPattern("picture\\.png +up")
        .contains("12 of 12 drawn pictures judged right", "largest difference");
    assertThat(folder.resolve("invoice-no-2047-turned.png")).isNotEmptyFile();
  }

  @Test
  void textDirectionFailsWhereProbabilitiesDiffer() {
    change = output -> new float[] {output[0] + 2e-5f, output[1]};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Difference] largest difference from ONNX Runtime 2.");
    assertThat(run("text-direction", "--no-compare")).isZero();
    assertThat(out.toString()).doesNotContain("ONNX Runtime");
  }

  @Test
  void textDirectionFailsWhereADrawnPictureIsMisjudged() {
    change = output -> new float[] {output[1], output[0]};
    assertThat(run("text-direction", "--no-compare")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Verdict] misjudged: Invoice No. 2047; ");
    change = output -> new float[] {Float.NaN, Float.NaN};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).contains("[Verdict]", "[Difference]");
  }

  @Test
  void textDirectionNeedsReadablePictures() {
    assertThat(run("text-direction", "--no-compare", weights)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ImageFormat]");
    assertThat(out.toString()).contains("12 of 12");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    KnownNetworks networks =
        new KnownNetworks(
            List.of(
                new KnownNetwork(Reported.class, weights -> new Logits()),
                new KnownNetwork(Unreported.class, weights -> new Logits())));
    CommandLine commandLine =
        Main.commandLine(new KnownNetwork(Reported.class, weights -> new OnnxModel()), networks);
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  /** Answers the logits 0, 1, 2. */
  private final class Logits extends Fixed {
    @Override
    public Shape inputShape() {
      return new Shape(2, 2, 3);
    }

    @Override
    public void run(float[] input, float[] output) {
      System.arraycopy(change.apply(new float[] {0, 1, 2}), 0, output, 0, 3);
    }

    @Override
    public Shape outputShape() {
      return new Shape(1, 1, 3);
    }

    @Override
    public Optional<Preprocessing> preprocessing() {
      return Optional.of(
          new Preprocessing(
              List.of(),
              List.of(),
              Fit.STRETCH,
              Interpolation.BILINEAR,
              List.of(0.5),
              List.of(0.5),
              ChannelOrder.RGB,
              255));
    }
  }

  /** ONNX Runtime as a model, the last answer changed as a test likes. */
  private final class OnnxModel extends Fixed {
    private final OnnxReference reference;
    private float[] last = new float[0];
    private float[] answer = new float[0];

    OnnxModel() {
      try (InputStream onnx =
          MainTest.class.getResourceAsStream("/models/ch_ppocr_mobile_v2.0_cls_infer.onnx")) {
        reference = OnnxReference.open(onnx.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Shape inputShape() {
      return new Shape(48, 192, 3);
    }

    @Override
    public Shape outputShape() {
      return new Shape(1, 1, 2);
    }

    @Override
    public void run(float[] input, float[] output) {
      if (!Arrays.equals(last, input)) {
        try {
          answer = change.apply(reference.run(input, inputShape()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        last = input.clone();
      }
      System.arraycopy(answer, 0, output, 0, 2);
    }

    @Override
    public Optional<Preprocessing> preprocessing() {
      return Optional.of(
          new Preprocessing(
              List.of(48, 192),
              List.of(),
              Fit.PAD_RIGHT,
              Interpolation.OPENCV_LINEAR,
              List.of(0.5),
              List.of(0.5),
              ChannelOrder.BGR,
              255));
    }
  }

  private abstract static class Fixed implements Model {
    @Override
    public List<Layer> layers() {
      return List.of(new Layer("dense", "Dense", inputShape(), outputShape(), 0, 0));
    }
  }
}
