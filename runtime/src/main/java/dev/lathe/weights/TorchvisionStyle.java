package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * torchvision's modules: a layer's name is made of positions, {@code features.2.conv.0.0}, so that
 * natural order is the network's order, save for the names below; and a batch norm follows its
 * convolution, {@code bn1} that of {@code conv1}.
 */
final class TorchvisionStyle implements Style {

  /** The first tensor of each kind of network. */
  private static final Set<String> FIRST =
      Set.of(
          "features.0.0.weight", // MobileNet, EfficientNet
          "features.0.weight", // SqueezeNet, VGG
          "layers.0.weight", // MnasNet
          "layer1.0.conv1.weight", // ResNet
          "conv1.0.weight", // ShuffleNet
          "backbone.0.0.weight", // DeepLab
          "backbone.features.0.0.0.weight"); // SSDLite

  /** What stands for a part of a path when it is ordered. */
  private static final Map<String, String> ORDERED_AS =
      Map.of(
          "squeeze", "a", // before expand1x1
          "extra", "g", // behind features
          "conv5", "x", // behind stage4
          "fc", "y",
          "classifier", "y",
          "aux_classifier", "z");

  @Override
  public String label() {
    return "torchvision";
  }

  @Override
  public boolean recognises(Set<String> names) {
    return FIRST.stream().anyMatch(names::contains);
  }

  @Override
  public List<Slot> layers(Map<String, TensorInfo> tensors) {
    List<TorchModule> ordered = new ArrayList<>(TorchModule.among(tensors.keySet()).values());
    ordered.sort((a, b) -> TorchModule.naturally(order(a.path()), order(b.path())));
    List<Slot> layers = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i).isNorm()) {
        continue; // behind no convolution: its tensors stay unbound, and are reported
      }
      Map<Part, String> names = new EnumMap<>(ordered.get(i).names());
      if (i + 1 < ordered.size() && ordered.get(i + 1).isNorm()) {
        names.putAll(ordered.get(++i).names());
      }
      layers.add(new Slot(names));
    }
    return layers;
  }

  private static String order(String path) {
    StringJoiner order = new StringJoiner(".");
    for (String part : path.split("\\.", -1)) {
      boolean norm = part.matches("bn\\d+");
      order.add(norm ? "conv" + part.substring(2) + ".norm" : ORDERED_AS.getOrDefault(part, part));
    }
    return order.toString();
  }
}
