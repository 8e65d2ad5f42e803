package dev.lathe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.Networks;
import dev.lathe.oracle.SafetensorsBuilder;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are bound by name, what does not fit is listed, and other files are refused. */
class WeightsTest {

  private static final Graph NETWORK =
      new GraphBuilder("com.example.Net", new Shape(4, 4, 3))
          .conv("stem", 2, 3, 1, Activation.RELU)
          .globalAveragePool("pool")
          .dense("classifier", 5)
          .build();

  @TempDir Path folder;

  @Test
  void lathesOwnNamesBind() throws IOException {
    Graph graph = Networks.mobileNetV3Small(64, 1e-3);
    Map<String, Tensor> tensors = SeededWeights.of(graph, 1);
    Path file = folder.resolve("net.safetensors");
    Files.write(file, SafetensorsBuilder.of(tensors));
    for (Weights weights : List.of(Weights.of(tensors), Weights.open(file))) {
      Parameters parameters = weights.bind(graph);
      Parameter squeeze = parameters.of("block0.0.squeeze");
      assertThat(squeeze.weights()).isEqualTo(tensors.get("block0.0.squeeze.weight").data());
      assertThat(squeeze.bias()).isEqualTo(tensors.get("block0.0.squeeze.bias").data());
      Parameter head = parameters.of("head");
      assertThat(head.bias()).containsOnly(0).hasSize(576);
      Parameter.Norm norm = head.norm().orElseThrow();
      assertThat(norm.gamma()).isEqualTo(tensors.get("head.norm.weight").data());
      assertThat(norm.beta()).isEqualTo(tensors.get("head.norm.bias").data());
      assertThat(norm.mean()).isEqualTo(tensors.get("head.norm.running_mean").data());
      assertThat(norm.variance()).isEqualTo(tensors.get("head.norm.running_var").data());
      assertThat(norm.epsilon()).isEqualTo(1e-3);
    }
  }

  @Test
  void lathesOwnNamesAreKnownThoughALayerHasATorchName() {
    Graph graph =
        new GraphBuilder("net", new Shape(4, 4, 3))
            .conv("conv_stem", 2, 3, 1, Activation.RELU)
            .conv("features.0.expand", 3, 1, 1, Activation.RELU)
            .build();
    Map<String, Tensor> tensors = SeededWeights.of(graph, 1);
    assertThat(Weights.of(tensors).bind(graph).values()).hasSize(2);
    tensors.remove("conv_stem.norm.bias");
    assertThat(problems(tensors, graph))
        .containsExactly(
            "[MissingTensor] conv_stem lacks conv_stem.norm.bias (2); add them, or name others by"
                + " Weights.named");
  }

  @Test
  void namesCanBeGiven() {
    Map<String, Tensor> tensors = SeededWeights.of(NETWORK, 1);
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> renamed.put(name.replace("stem", "backbone/conv"), tensor));
    Weights weights =
        Weights.of(renamed)
            .named(
                (node, part) ->
                    node.layer().equals("stem")
                        ? Optional.of(part.nameIn(node).replace("stem", "backbone/conv"))
                        : Optional.empty());
    assertThat(weights.bind(NETWORK).of("stem").weights())
        .isEqualTo(tensors.get("stem.weight").data());
  }

  @Test
  void givenNamesAreNotGuessedAt() {
    Map<String, Tensor> tensors = SeededWeights.of(NETWORK, 1);
    WeightsException failure =
        catchThrowableOfType(
            WeightsException.class,
            () ->
                Weights.of(tensors)
                    .named((node, part) -> Optional.of("other." + part.nameIn(node)))
                    .bind(NETWORK));
    assertThat(failure).hasMessageContaining("read by the given names");
    assertThat(failure.problems())
        .contains(
            "[MissingTensor] classifier lacks other.classifier.weight (5, 2),"
                + " other.classifier.bias (5); add them, or name others by Weights.named")
        .contains(
            "[UnexpectedTensor] classifier.bias (5) belongs to no layer; declare its layer, or"
                + " remove the tensor");
  }

  @Test
  void everythingThatDoesNotFitIsInOneException() throws IOException {
    Map<String, Tensor> tensors = SeededWeights.of(NETWORK, 1);
    tensors.remove("classifier.bias");
    tensors.remove("stem.norm.running_var");
    tensors.put("stem.weight", Tensor.of(new float[12], 4, 3, 1, 1));
    tensors.put("stem.norm.weight", Tensor.of(new float[4], 4));
    tensors.put("extra", Tensor.of(new float[1]));
    SafetensorsBuilder builder = new SafetensorsBuilder();
    tensors.forEach(builder::add);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, builder.bytes());
    assertThatThrownBy(() -> Weights.open(file).bind(NETWORK))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            """
            com.example.Net and %s, read by Lathe's own names, do not fit:
              [MissingTensor] stem lacks stem.norm.running_var (2); add them, or name others by \
            Weights.named
              [TensorShape] stem cannot take stem.weight (4, 3, 1, 1) instead of (2, 3, 3, 3), \
            stem.norm.weight (4) instead of (2); declare the layer as it was trained, or take a \
            checkpoint of this network
              [MissingTensor] classifier lacks classifier.bias (5); add them, or name others by \
            Weights.named
              [UnexpectedTensor] extra () belongs to no layer; declare its layer, or remove the \
            tensor\
            """
                .formatted(file));
  }

  @Test
  void typesThatAreNoFloatsAreNamed() throws IOException {
    Graph dense = new GraphBuilder("net", new Shape(1, 1, 2)).dense("fc", 1).build();
    SafetensorsBuilder builder =
        new SafetensorsBuilder()
            .add("fc.weight", "I64", List.of(1, 2), new byte[16])
            .add("fc.bias", "F8_E4M3", List.of(1), new byte[1]);
    Path file = folder.resolve("quantised.safetensors");
    Files.write(file, builder.bytes());
    assertThat(
            catchThrowableOfType(WeightsException.class, () -> Weights.open(file).bind(dense))
                .problems())
        .containsExactly(
            "[TensorType] fc cannot read fc.weight of I64, fc.bias of F8_E4M3; convert them to"
                + " F32, F16, BF16 or F64");
  }

  @Test
  void aVarianceThatIsNoneIsAnError() {
    for (float bad : new float[] {-1, Float.NaN}) {
      Map<String, Tensor> tensors = SeededWeights.of(NETWORK, 1);
      tensors.get("stem.norm.running_var").data()[1] = bad;
      assertThatThrownBy(() -> Weights.of(tensors).bind(NETWORK))
          .isInstanceOf(WeightsException.class)
          .hasMessageStartingWith("[TensorValue] stem.norm.running_var of the given tensors holds ")
          .hasMessageContaining(bad + " for channel 1");
    }
  }

  @Test
  void pointwiseConvolutionsAndDenseLayersTakeEachOthersShapes() {
    Graph graph =
        new GraphBuilder("net", new Shape(1, 1, 2))
            .add("point", new Op.Convolution(2, 1, 1, Window.POINT, false, Optional.empty()))
            .add("fc", new Op.Dense(1, 2, false))
            .build();
    Map<String, Tensor> tensors =
        Map.of(
            "point.weight",
            Tensor.of(new float[] {1, 2}, 1, 2),
            "fc.weight",
            Tensor.of(new float[] {3, 4}, 2, 1, 1, 1));
    Parameters parameters = Weights.of(tensors).bind(graph);
    assertThat(parameters.of("point").weights()).containsExactly(1, 2);
    assertThat(parameters.of("fc").weights()).containsExactly(3, 4);
  }

  @Test
  void denseLayersOverMapsTakeConvolutionsThatSpanThem() {
    Graph graph =
        new GraphBuilder("net", new Shape(2, 3, 4)).add("fc", new Op.Dense(24, 5, false)).build();
    float[] data = new float[120];
    assertThat(
            Weights.of(Map.of("fc.weight", Tensor.of(data, 5, 4, 2, 3)))
                .bind(graph)
                .of("fc")
                .weights())
        .isSameAs(data);
    assertThat(problems(Map.of("fc.weight", Tensor.of(data, 5, 4, 3, 2)), graph))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("[TensorShape] fc cannot take fc.weight (5, 4, 3, 2) instead of (5, 24)");
  }

  @Test
  void picklesAreNeverOpened() throws IOException {
    assertRefused(bytes(0x80, 2, '}', 'q', 1), "is a Python pickle");
    assertRefused(bytes('P', 'K', 3, 4, 0, 0, 0, 0, 0, 0), "torch.save");
    assertRefused(bytes(0x89, 'H', 'D', 'F', 13, 10), "HDF5");
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "neither a safetensors nor an ONNX");
    assertRefused(new byte[0], "neither a safetensors nor an ONNX");
  }

  @Test
  void aSafetensorsHeaderMayHaveTheLengthOfAPicklesFirstBytes() throws IOException {
    // 0x280 bytes: a pickle of protocol 2 would begin like this.
    String header = "{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    Path file = folder.resolve("weights.pt");
    Files.write(
        file, SafetensorsBuilder.raw(header + " ".repeat(0x280 - header.length()), new byte[8]));
    Graph dense =
        new GraphBuilder("net", new Shape(1, 1, 2)).add("fc", new Op.Dense(2, 1, false)).build();
    assertThat(Weights.open(file).bind(dense).of("fc").weights()).containsExactly(0, 0);
  }

  private void assertRefused(byte[] content, String complaint) throws IOException {
    for (String name : List.of("model.pth", "model.bin")) {
      Path file = folder.resolve(name);
      Files.write(file, content);
      assertThatThrownBy(() -> Weights.open(file))
          .isInstanceOf(WeightsException.class)
          .hasMessageStartingWith("[WeightsFormat] " + file)
          .hasMessageContaining(complaint)
          .hasMessageContaining("safetensors");
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static List<String> problems(Map<String, Tensor> tensors, Graph graph) {
    return catchThrowableOfType(WeightsException.class, () -> Weights.of(tensors).bind(graph))
        .problems();
  }
}
