package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * timm's EfficientNet family (MobileNetV1 to V3, EfficientNet, MnasNet): {@code conv_stem}, blocks
 * of {@code blocks.stage.index}, {@code conv_head}, {@code classifier}. Inside a block the layers
 * are told by role, and batch norms are numbered in the order of the layers that have one.
 */
final class TimmStyle implements Style {

  /** The layers of a block that a batch norm follows, and of squeeze-excite, in network order. */
  private static final List<String> CONV_BN_ACT = List.of("conv");

  private static final List<String> DEPTHWISE_SEPARABLE =
      List.of("conv_dw", "se.conv_reduce", "se.conv_expand", "conv_pw");
  private static final List<String> INVERTED_RESIDUAL =
      List.of("conv_pw", "conv_dw", "se.conv_reduce", "se.conv_expand", "conv_pwl");
  private static final List<String> EDGE_RESIDUAL =
      List.of("conv_exp", "se.conv_reduce", "se.conv_expand", "conv_pwl");

  @Override
  public String label() {
    return "timm";
  }

  @Override
  public boolean recognises(Set<String> names) {
    return names.contains("conv_stem.weight");
  }

  @Override
  public List<Slot> layers(Map<String, TensorInfo> tensors) {
    Map<String, TorchModule> modules = TorchModule.among(tensors.keySet());
    List<Slot> layers = new ArrayList<>();
    add(layers, modules, "conv_stem", "bn1");
    for (String block : blocks(modules.keySet())) {
      int norm = 1;
      for (String role : roles(modules, block)) {
        boolean normed = !role.startsWith("se.");
        add(layers, modules, block + role, normed ? block + "bn" + norm++ : "");
      }
    }
    add(layers, modules, "conv_head", modules.containsKey("norm_head") ? "norm_head" : "bn2");
    add(layers, modules, "classifier", "");
    return layers;
  }

  /**
   * The layers that a block of its kind may have. A depthwise separable one projects by conv_pw.
   */
  private static List<String> roles(Map<String, TorchModule> modules, String block) {
    if (modules.containsKey(block + "conv")) {
      return CONV_BN_ACT;
    } else if (modules.containsKey(block + "conv_exp")) {
      return EDGE_RESIDUAL;
    }
    return modules.containsKey(block + "conv_pwl") ? INVERTED_RESIDUAL : DEPTHWISE_SEPARABLE;
  }

  /** {@code "blocks.2.1."} for each block, in natural order. */
  private static Set<String> blocks(Set<String> paths) {
    Set<String> blocks = new TreeSet<>(TorchModule::naturally);
    for (String path : paths) {
      String[] segments = path.split("\\.", 4);
      if (segments.length == 4 && segments[0].equals("blocks")) {
        blocks.add("blocks." + segments[1] + "." + segments[2] + ".");
      }
    }
    return blocks;
  }

  private static void add(
      List<Slot> layers, Map<String, TorchModule> modules, String layer, String norm) {
    TorchModule module = modules.get(layer);
    if (module == null || module.isNorm()) {
      return;
    }
    Map<Part, String> names = new EnumMap<>(module.names());
    TorchModule batchNorm = modules.get(norm);
    if (batchNorm != null && batchNorm.isNorm()) {
      names.putAll(batchNorm.names());
    }
    layers.add(new Slot(names));
  }
}
