package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * torchvision's sequences: a layer's name is made of positions, {@code features.2.conv.0.0}, so
 * that natural order is the network's order, and a batch norm follows its convolution. The
 * classifier comes last.
 */
final class TorchvisionStyle implements Style {

  @Override
  public String label() {
    return "torchvision";
  }

  @Override
  public boolean recognises(Set<String> names) {
    return names.contains("features.0.0.weight")
        || names.contains("features.0.weight")
        || names.contains("layers.0.weight");
  }

  @Override
  public List<Slot> layers(Map<String, TensorInfo> tensors) {
    List<TorchModule> ordered = new ArrayList<>(TorchModule.among(tensors.keySet()).values());
    ordered.sort( // stable: the natural order stays within each half
        (a, b) ->
            Boolean.compare(a.path().startsWith("classifier"), b.path().startsWith("classifier")));
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
}
