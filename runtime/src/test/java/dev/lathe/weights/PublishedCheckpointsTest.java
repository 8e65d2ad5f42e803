package dev.lathe.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lathe.Shape;
import dev.lathe.Tensor;
import dev.lathe.Weights;
import dev.lathe.WeightsException;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.Networks;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints under the names that torchvision and timm publish bind by themselves. */
class PublishedCheckpointsTest {

  static Stream<Arguments> checkpoints() {
    return Stream.of(
        arguments("tv/mobilenet_v2", Networks.mobileNetV2(224, 1.0)),
        arguments("tv/mobilenet_v3_large", Networks.mobileNetV3Large(224, 1e-3)),
        arguments("tv/mobilenet_v3_small", Networks.mobileNetV3Small(224, 1e-3)),
        arguments("tv/efficientnet_b0", Networks.efficientNetB0(224)),
        arguments("timm/mobilenetv1_100", Networks.mobileNetV1(224, 1.0, new Padding.Same(), 1e-5)),
        arguments("timm/mobilenetv2_100", Networks.mobileNetV2(224, 1.0)),
        arguments("timm/mobilenetv3_large_100", Networks.mobileNetV3Large(224, 1e-5)),
        arguments("timm/mobilenetv3_small_100", Networks.mobileNetV3Small(224, 1e-5)),
        arguments("timm/efficientnet_b0", Networks.efficientNetB0(224)),
        arguments("timm/efficientnet_lite0", Networks.efficientNetLite0(224)),
        arguments("timm/tf_mobilenetv3_small_minimal_100", Networks.mobileNetV3SmallMinimal(224)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("checkpoints")
  void everyTensorGoesToItsLayer(String name, Graph graph) {
    PublishedCheckpoints.Checkpoint checkpoint = PublishedCheckpoints.read(name);
    Parameters parameters = Weights.of(shuffled(checkpoint.tensors())).bind(graph);
    List<Node> nodes =
        graph.nodes().stream().filter(node -> node.op() instanceof Op.Weighted).toList();
    assertThat(nodes).hasSameSizeAs(checkpoint.layers());
    for (int i = 0; i < nodes.size(); i++) {
      Parameter parameter = parameters.of(nodes.get(i).name());
      Map<String, Float> expected = checkpoint.layers().get(i);
      Map<String, Float> bound = new HashMap<>();
      bound.put("weight", parameter.weights()[0]);
      if (parameter.norm().isPresent()) {
        bound.put("norm.weight", parameter.norm().get().gamma()[0]);
        bound.put("norm.bias", parameter.norm().get().beta()[0]);
        bound.put("norm.running_mean", parameter.norm().get().mean()[0]);
        bound.put("norm.running_var", parameter.norm().get().variance()[0]);
        bound.put("norm.num_batches_tracked", expected.get("norm.num_batches_tracked"));
      } else {
        bound.put("bias", parameter.bias()[0]);
      }
      assertThat(bound).as(nodes.get(i).name()).isEqualTo(expected);
    }
  }

  @Test
  void aMissingBlockShiftsNothing() {
    Map<String, Tensor> tensors = PublishedCheckpoints.read("timm/mobilenetv2_100").tensors();
    tensors.keySet().removeIf(name -> name.startsWith("blocks.2.1."));
    // Blocks repeat, so which of the alike layers is missing cannot be known; how many can.
    assertThat(problems(tensors, Networks.mobileNetV2(224, 1.0)))
        .hasSize(3)
        .allMatch(line -> line.startsWith("[MissingTensor] stage"))
        .anyMatch(line -> line.contains("(192, 32, 1, 1)"))
        .anyMatch(line -> line.contains("(192, 1, 3, 3)"))
        .anyMatch(line -> line.contains("(32, 192, 1, 1)"));
  }

  @Test
  void aBlockTooManyIsNamed() {
    Map<String, Tensor> tensors = PublishedCheckpoints.read("tv/mobilenet_v2").tensors();
    tensors.put("features.19.0.weight", Tensor.of(new float[4], 2, 2, 1, 1));
    tensors.put("features.19.0.bias", Tensor.of(new float[2], 2));
    assertThat(problems(tensors, Networks.mobileNetV2(224, 1.0)))
        .containsExactly(
            "[UnexpectedTensor] features.19.0.bias (2) belongs to no layer; declare its layer, or"
                + " remove the tensor",
            "[UnexpectedTensor] features.19.0.weight (2, 2, 1, 1) belongs to no layer; declare its"
                + " layer, or remove the tensor");
  }

  @Test
  void anotherWidthIsComparedLayerByLayer() {
    WeightsException failure =
        failure(
            PublishedCheckpoints.read("tv/mobilenet_v2").tensors(), Networks.mobileNetV2(224, 0.5));
    assertThat(failure).hasMessageContaining("read as a torchvision checkpoint");
    assertThat(failure.problems())
        .hasSize(52) // all but the classifier, whose input is 1280 wide in both
        .allMatch(line -> line.startsWith("[TensorShape] "))
        .first()
        .asString()
        .startsWith(
            "[TensorShape] stem cannot take features.0.0.weight (32, 3, 3, 3) instead of"
                + " (16, 3, 3, 3), features.0.1.weight (32) instead of (16)");
  }

  @Test
  void aTensorMissingInsideALayerIsNamed() {
    Map<String, Tensor> tensors = PublishedCheckpoints.read("tv/efficientnet_b0").tensors();
    tensors.remove("features.1.0.block.0.1.running_var");
    tensors.remove("features.1.0.block.1.fc1.bias");
    assertThat(problems(tensors, Networks.efficientNetB0(224)))
        .containsExactly(
            "[MissingTensor] stage1.0.depthwise lacks stage1.0.depthwise.norm.running_var (32);"
                + " add them, or name others by Weights.named",
            "[MissingTensor] stage1.0.squeeze lacks stage1.0.squeeze.bias (8); add them, or name"
                + " others by Weights.named");
  }

  @Test
  void aNormThatTheNetworkDoesNotDeclareIsNamed() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("features.0.0.weight", Tensor.of(new float[6], 2, 3, 1, 1));
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      tensors.put("features.0.1." + part, Tensor.of(new float[2], 2));
    }
    Graph graph =
        new GraphBuilder("net", new Shape(2, 2, 3))
            .add("head", new Op.Convolution(3, 2, 1, Window.POINT, false, Optional.empty()))
            .build();
    assertThat(problems(tensors, graph))
        .containsExactly(
            "[UnexpectedTensor] head has no use for features.0.1.weight (2), features.0.1.bias (2),"
                + " features.0.1.running_mean (2), features.0.1.running_var (2); declare norm ="
                + " true");
  }

  @Test
  void normsFoldedIntoABiasAreTaken() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("features.0.0.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3, 1, 1));
    tensors.put("features.0.0.bias", Tensor.of(new float[] {7, 8}, 2));
    Graph graph =
        new GraphBuilder("net", new Shape(2, 2, 3)).conv("stem", 2, 1, 1, Activation.RELU).build();
    Parameter parameter = Weights.of(tensors).bind(graph).of("stem");
    assertThat(parameter.norm()).isEmpty();
    assertThat(parameter.bias()).containsExactly(7, 8);
  }

  @Test
  void sequencesWithoutNormsAndDenseLayersOverMapsBind() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("classifier.0.weight", Tensor.of(filled(20, 2), 5, 4));
    tensors.put("classifier.0.bias", Tensor.of(new float[5], 5));
    tensors.put("classifier.3.weight", Tensor.of(filled(10, 3), 2, 5));
    tensors.put("classifier.3.bias", Tensor.of(new float[2], 2));
    tensors.put("features.0.weight", Tensor.of(filled(3, 1), 1, 3, 1, 1));
    tensors.put("features.0.bias", Tensor.of(new float[1], 1));
    Graph graph =
        new GraphBuilder("vgg", new Shape(2, 2, 3))
            .add("conv", new Op.Convolution(3, 1, 1, Window.POINT, true, Optional.empty()))
            .dense("hidden", 5)
            .dense("output", 2)
            .build();
    Parameters parameters = Weights.of(tensors).bind(graph);
    assertThat(parameters.of("conv").weights()[0]).isEqualTo(1);
    assertThat(parameters.of("hidden").weights()[0]).isEqualTo(2);
    assertThat(parameters.of("output").weights()[0]).isEqualTo(3);
  }

  @Test
  void torchvisionsMnasNetBinds() {
    // Ten flat modules, then stages of blocks, whose modules are called layers again.
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    addNormed(tensors, "layers.10.0.layers.0", "layers.10.0.layers.1", 4, 6, 4, 1, 1);
    addNormed(tensors, "layers.8.0.layers.0", "layers.8.0.layers.1", 3, 4, 4, 1, 1);
    addNormed(tensors, "layers.3", "layers.4", 2, 4, 1, 3, 3);
    addNormed(tensors, "layers.0", "layers.1", 1, 4, 3, 3, 3);
    Graph graph =
        new GraphBuilder("mnas", new Shape(8, 8, 3))
            .conv("stem", 4, 3, 2, Activation.RELU)
            .separable("block.0", 4, 3, 1, Activation.RELU)
            .conv("head", 6, 1, 1, Activation.RELU)
            .build();
    Parameters parameters = Weights.of(tensors).bind(graph);
    List<String> nodes = List.of("stem", "block.0.depthwise", "block.0.pointwise", "head");
    for (int i = 0; i < nodes.size(); i++) {
      Parameter parameter = parameters.of(nodes.get(i));
      assertThat(parameter.weights()[0]).isEqualTo(i + 1);
      assertThat(parameter.norm().orElseThrow().gamma()[0]).isEqualTo(i + 1);
    }
  }

  @Test
  void timmsFusedBlocksBind() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    addNormed(tensors, "conv_stem", "bn1", 1, 4, 3, 3, 3);
    addNormed(tensors, "blocks.0.0.conv_pwl", "blocks.0.0.bn2", 3, 4, 8, 1, 1);
    addNormed(tensors, "blocks.0.0.conv_exp", "blocks.0.0.bn1", 2, 8, 4, 3, 3);
    addNormed(tensors, "conv_head", "norm_head", 4, 6, 4, 1, 1);
    Graph graph =
        new GraphBuilder("fused", new Shape(8, 8, 3))
            .conv("stem", 4, 3, 2, Activation.SILU)
            .conv("stage.0.expand", 8, 3, 1, Activation.SILU)
            .conv("stage.0.project", 4, 1, 1, Activation.NONE)
            .conv("head", 6, 1, 1, Activation.SILU)
            .build();
    Parameters parameters = Weights.of(tensors).bind(graph);
    List<String> nodes = List.of("stem", "stage.0.expand", "stage.0.project", "head");
    for (int i = 0; i < nodes.size(); i++) {
      Parameter parameter = parameters.of(nodes.get(i));
      assertThat(parameter.weights()[0]).isEqualTo(i + 1);
      assertThat(parameter.norm().orElseThrow().gamma()[0]).isEqualTo(i + 1);
    }
  }

  private static void addNormed(
      Map<String, Tensor> tensors, String conv, String norm, int value, Integer... shape) {
    int elements = Stream.of(shape).reduce(1, Math::multiplyExact);
    tensors.put(conv + ".weight", Tensor.of(filled(elements, value), shape));
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      tensors.put(norm + "." + part, Tensor.of(filled(shape[0], value), shape[0]));
    }
  }

  private static float[] filled(int elements, float value) {
    float[] data = new float[elements];
    Arrays.fill(data, value);
    return data;
  }

  private static List<String> problems(Map<String, Tensor> tensors, Graph graph) {
    return failure(tensors, graph).problems();
  }

  private static WeightsException failure(Map<String, Tensor> tensors, Graph graph) {
    return catchThrowableOfType(
        WeightsException.class, () -> Weights.of(shuffled(tensors)).bind(graph));
  }

  /** The same tensors in an order that means nothing. */
  private static Map<String, Tensor> shuffled(Map<String, Tensor> tensors) {
    List<String> names = new ArrayList<>(tensors.keySet());
    Collections.shuffle(names, new Random(1));
    Map<String, Tensor> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, tensors.get(name)));
    return shuffled;
  }
}
