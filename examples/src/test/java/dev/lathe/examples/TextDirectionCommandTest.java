package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.image.Preprocessing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TextDirectionCommandTest extends CommandLineTest {

  private UnaryOperator<float[]> change = UnaryOperator.identity();

  @Override
  CommandLine commandLine() {
    return Main.commandLine(
        new KnownNetwork(MainTest.Reported.class, weights -> new OnnxModel()), Networks.ALL);
  }

  @Test
  void agreesWithItself() {
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
  void failsWhereProbabilitiesDiffer() {
    change = output -> new float[] {output[0] + 2e-5f, output[1]};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Difference] largest difference from ONNX Runtime 2.");
    assertThat(run("text-direction", "--no-compare")).isZero();
    assertThat(out.toString()).doesNotContain("ONNX Runtime");
  }

  @Test
  void failsWhereADrawnPictureIsMisjudged() {
    change = output -> new float[] {output[1], output[0]};
    assertThat(run("text-direction", "--no-compare")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[Verdict] misjudged: Invoice No. 2047; ");
    change = output -> new float[] {Float.NaN, Float.NaN};
    assertThat(run("text-direction")).isEqualTo(1);
    assertThat(err.toString()).contains("[Verdict]", "[Difference]");
  }

  @Test
  void needsReadablePictures() {
    assertThat(run("text-direction", "--no-compare", weights)).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ImageFormat]");
    assertThat(out.toString()).contains("12 of 12");
  }

  /** ONNX Runtime as a model, the last answer changed as a test likes. */
  private final class OnnxModel implements Model {
    private final OnnxReference reference;
    private float[] last = new float[0];
    private float[] answer = new float[0];

    OnnxModel() {
      try (InputStream onnx =
          TextDirectionCommandTest.class.getResourceAsStream(
              "/models/ch_ppocr_mobile_v2.0_cls_infer.onnx")) {
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

    @Override
    public List<Layer> layers() {
      return List.of(new Layer("dense", "Dense", inputShape(), outputShape(), 0, 0));
    }
  }
}
