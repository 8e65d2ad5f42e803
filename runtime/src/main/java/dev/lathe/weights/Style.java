package dev.lathe.weights;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A library's way to name the layers of its networks. */
interface Style {

  /** The styles that are recognised. */
  List<Style> KNOWN = List.of(new TimmStyle(), new TorchvisionStyle());

  /** {@code "timm"}: the library. */
  String label();

  /** Whether a checkpoint with these tensor names is in this style. */
  boolean recognises(Set<String> names);

  /** The layers in network order. */
  List<Slot> layers(Map<String, TensorInfo> tensors);
}
