package dev.lathe.examples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Tensor;
import dev.lathe.Weights;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.runtime.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Checkpoints under the names that torchvision's constructors give bind by themselves. Each layer's
 * weights hold its position, so that one that goes elsewhere is seen.
 */
class TorchvisionNamesTest {

  /** A layer's module and that of the batch norm behind it, if any. */
  private record Module(String path, String norm) {}

  private final List<Module> modules = new ArrayList<>();

  private void normed(String path, String norm) {
    modules.add(new Module(path, norm));
  }

  /** A sequence of a convolution and a batch norm. */
  private void sequence(String path) {
    normed(path + ".0", path + ".1");
  }

  private void plain(String... paths) {
    for (String path : paths) {
      modules.add(new Module(path, ""));
    }
  }

  @Test
  void resNet18() {
    resNet(2, 2, 2, 2, 2);
    assertEachLayerFindsItsOwn(LatheResNet18.graph());
  }

  @Test
  void resNet50() {
    resNet(3, 3, 4, 6, 3);
    assertEachLayerFindsItsOwn(LatheResNet50.graph());
  }

  private void resNet(int convolutions, int... repeats) {
    normed("conv1", "bn1");
    for (int layer = 1; layer <= repeats.length; layer++) {
      for (int block = 0; block < repeats[layer - 1]; block++) {
        String path = "layer" + layer + "." + block + ".";
        for (int i = 1; i <= convolutions; i++) {
          normed(path + "conv" + i, path + "bn" + i);
        }
        if (block == 0 && (layer > 1 || convolutions == 3)) {
          sequence(path + "downsample");
        }
      }
    }
    plain("fc");
  }

  @Test
  void efficientNetV2S() {
    sequence("features.0");
    int[] repeats = {2, 4, 4, 6, 9, 15};
    for (int stage = 1; stage <= repeats.length; stage++) {
      for (int block = 0; block < repeats[stage - 1]; block++) {
        String path = "features." + stage + "." + block + ".block.";
        sequence(path + "0");
        if (stage > 1) {
          sequence(path + "1");
        }
        if (stage > 3) {
          plain(path + "2.fc1", path + "2.fc2");
          sequence(path + "3");
        }
      }
    }
    sequence("features.7");
    plain("classifier.1");
    assertEachLayerFindsItsOwn(LatheEfficientNetV2S.graph());
  }

  @Test
  void squeezeNet() {
    plain("features.0");
    for (int fire : new int[] {3, 4, 6, 7, 9, 10, 11, 12}) {
      String path = "features." + fire + ".";
      plain(path + "squeeze", path + "expand1x1", path + "expand3x3");
    }
    plain("classifier.1");
    assertEachLayerFindsItsOwn(LatheSqueezeNet.graph());
  }

  @Test
  void shuffleNetV2() {
    sequence("conv1");
    int[] repeats = {4, 8, 4};
    for (int stage = 2; stage <= 4; stage++) {
      for (int block = 0; block < repeats[stage - 2]; block++) {
        String path = "stage" + stage + "." + block + ".branch";
        if (block == 0) {
          normed(path + "1.0", path + "1.1");
          normed(path + "1.2", path + "1.3");
        }
        normed(path + "2.0", path + "2.1");
        normed(path + "2.3", path + "2.4");
        normed(path + "2.5", path + "2.6");
      }
    }
    sequence("conv5");
    plain("fc");
    assertEachLayerFindsItsOwn(LatheShuffleNetV2.graph());
  }

  @Test
  void ssdLite() {
    sequence("backbone.features.0.0");
    for (int block = 1; block <= 12; block++) {
      mobileNetV3Block("backbone.features.0." + block + ".block.", block, 0);
    }
    sequence("backbone.features.0.13");
    mobileNetV3Block("backbone.features.1.0.", 13, 1);
    mobileNetV3Block("backbone.features.1.1.block.", 14, 0);
    mobileNetV3Block("backbone.features.1.2.block.", 15, 0);
    sequence("backbone.features.1.3");
    for (int extra = 0; extra < 4; extra++) {
      for (int i = 0; i < 3; i++) {
        sequence("backbone.extra." + extra + "." + i);
      }
    }
    for (String head : List.of("classification", "regression")) {
      for (int map = 0; map < 6; map++) {
        String path = "head." + head + "_head.module_list." + map;
        sequence(path + ".0");
        plain(path + ".1");
      }
    }
    assertEachLayerFindsItsOwn(LatheSsdLite.graph());
  }

  @Test
  void deepLabV3() {
    sequence("backbone.0");
    for (int block = 1; block <= 15; block++) {
      mobileNetV3Block("backbone." + block + ".block.", block, 0);
    }
    sequence("backbone.16");
    for (int branch = 0; branch < 5; branch++) {
      int convolution = branch == 4 ? 1 : 0; // behind the mean
      String path = "classifier.0.convs." + branch + ".";
      normed(path + convolution, path + (convolution + 1));
    }
    sequence("classifier.0.project");
    normed("classifier.1", "classifier.2");
    plain("classifier.4");
    sequence("aux_classifier");
    plain("aux_classifier.4");
    assertEachLayerFindsItsOwn(LatheDeepLabV3.graph());
  }

  /** The convolutions of a block of MobileNetV3-Large from a position on. */
  private void mobileNetV3Block(String path, int block, int from) {
    boolean excites = (block >= 4 && block <= 6) || block >= 11;
    int depthwise = block == 1 ? 0 : 1;
    for (int i = from; i <= depthwise; i++) {
      sequence(path + i);
    }
    int next = depthwise + 1;
    if (excites) {
      plain(path + next + ".fc1", path + next + ".fc2");
      next++;
    }
    sequence(path + next);
  }

  private void assertEachLayerFindsItsOwn(Graph graph) {
    List<Node> nodes =
        graph.nodes().stream().filter(node -> node.op() instanceof Op.Weighted).toList();
    assertThat(modules).hasSameSizeAs(nodes);
    List<Map.Entry<String, Tensor>> tensors = new ArrayList<>();
    for (int i = 0; i < modules.size(); i++) {
      Module module = modules.get(i);
      Op.Weighted op = (Op.Weighted) nodes.get(i).op();
      List<Integer> shape =
          op instanceof Op.Dense && !module.path().contains(".fc")
              ? List.of(op.out(), op.in())
              : op.weightShape();
      tensors.add(Map.entry(module.path() + ".weight", filled(i, shape)));
      if (op.bias()) {
        tensors.add(Map.entry(module.path() + ".bias", filled(i, List.of(op.out()))));
      }
      for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
        if (!module.norm().isEmpty()) {
          tensors.add(Map.entry(module.norm() + "." + part, filled(i, List.of(op.out()))));
        }
      }
    }
    Collections.shuffle(tensors, new Random(1));
    Map<String, Tensor> byName = new TreeMap<>(Collections.reverseOrder());
    tensors.forEach(tensor -> byName.put(tensor.getKey(), tensor.getValue()));
    Parameters parameters = Weights.of(byName).bind(graph);
    for (int i = 0; i < nodes.size(); i++) {
      var parameter = parameters.of(nodes.get(i).name());
      String name = nodes.get(i).name();
      float position = i + 1;
      assertThat(parameter.weights()[0]).as(name).isEqualTo(position);
      parameter.norm().ifPresent(norm -> assertThat(norm.mean()[0]).as(name).isEqualTo(position));
    }
  }

  private static Tensor filled(int position, List<Integer> shape) {
    int elements = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    float[] data = new float[elements];
    Arrays.fill(data, position + 1);
    return new Tensor(shape, data);
  }
}
