package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A PyTorch module with tensors of its own: a convolution, a dense layer or a batch norm.
 *
 * @param path its place among the modules, as in {@code features.1.conv.0.0}
 * @param names of its tensors: weight and bias, or those of a batch norm
 */
record TorchModule(String path, Map<Part, String> names) {

  /** What training counts and inference does not read. */
  private static final String COUNTER = "num_batches_tracked";

  /** Whether it is a batch norm. */
  boolean isNorm() {
    return names.containsKey(Part.MEAN);
  }

  /** Whether a tensor is a counter that no layer needs. */
  static boolean isCounter(String tensor) {
    return tensor.endsWith("." + COUNTER);
  }

  /** The modules by path, in natural order: {@code features.2} before {@code features.10}. */
  static Map<String, TorchModule> among(Set<String> tensors) {
    Map<String, TorchModule> modules = new TreeMap<>(TorchModule::naturally);
    for (String tensor : tensors) {
      int dot = tensor.lastIndexOf('.');
      if (dot < 0) {
        continue;
      }
      String path = tensor.substring(0, dot);
      boolean norm = tensors.contains(path + ".running_mean");
      Part part =
          switch (tensor.substring(dot + 1)) {
            case "weight" -> norm ? Part.GAMMA : Part.WEIGHT;
            case "bias" -> norm ? Part.BETA : Part.BIAS;
            case "running_mean" -> Part.MEAN;
            case "running_var" -> norm ? Part.VARIANCE : null;
            default -> null;
          };
      if (part != null) {
        modules
            .computeIfAbsent(path, p -> new TorchModule(p, new EnumMap<>(Part.class)))
            .names()
            .put(part, tensor);
      }
    }
    modules.values().removeIf(m -> !m.isNorm() && !m.names().containsKey(Part.WEIGHT));
    return modules;
  }

  /** Compares runs of digits as numbers and all else as text. */
  static int naturally(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = digits(a, i);
      int endB = digits(b, j);
      int order;
      if (endA > i && endB > j) {
        order = asNumbers(a.substring(i, endA), b.substring(j, endB));
        i = endA;
        j = endB;
      } else {
        order = a.charAt(i++) - b.charAt(j++);
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = (a.length() - i) - (b.length() - j);
    return rest != 0 ? rest : a.compareTo(b); // names that differ in leading zeros only
  }

  /** Compares digits of any length. */
  private static int asNumbers(String a, String b) {
    int length = Math.max(a.length(), b.length());
    return ("0".repeat(length - a.length()) + a).compareTo("0".repeat(length - b.length()) + b);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
