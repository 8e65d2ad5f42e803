package dev.lathe.weights;

import dev.lathe.Naming;
import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tensors of a checkpoint belong to which layers of a network.
 *
 * @param style how the names were read, for messages: {@code "by Lathe's own names"}
 * @param byName whether names decided, so that every name is known even where its tensor is missing
 * @param pairs every layer of the network, in its order
 * @param leftOver the checkpoint's layers that belong to none
 */
record Matching(String style, boolean byName, List<Pair> pairs, List<Slot> leftOver) {

  /**
   * A layer and its tensors.
   *
   * @param before the checkpoint's layer before it, or empty at the start
   */
  record Pair(Target target, Optional<Slot> slot, Optional<Slot> before) {}

  /** Decides how to read the names, and matches. */
  static Matching of(List<Target> targets, Checkpoint checkpoint, Optional<Naming> naming) {
    if (naming.isPresent()) {
      return byName("by the given names", targets, naming.get());
    } else if (checkpoint.layers().isPresent()) {
      return inOrder("as ONNX, in graph order", targets, checkpoint.layers().get(), checkpoint);
    }
    Set<String> names = checkpoint.tensors().keySet();
    long own = targets.stream().filter(t -> names.contains(Part.WEIGHT.nameIn(t.node()))).count();
    if (own * 2 <= targets.size()) {
      for (Style style : Style.KNOWN) {
        if (style.recognises(names)) {
          List<Slot> layers = style.layers(checkpoint.tensors());
          return inOrder(
              "as a " + style.label() + " checkpoint, in order", targets, layers, checkpoint);
        }
      }
    }
    return byName("by Lathe's own names", targets, (node, part) -> Optional.empty());
  }

  /** The tensors of the checkpoint's layers. */
  Set<String> bound() {
    Set<String> names = new HashSet<>();
    pairs.forEach(pair -> pair.slot().ifPresent(slot -> names.addAll(slot.names().values())));
    return names;
  }

  private static Matching byName(String style, List<Target> targets, Naming naming) {
    List<Pair> pairs = new ArrayList<>();
    for (Target target : targets) {
      Map<Part, String> names = new EnumMap<>(Part.class);
      for (Part part : target.parts()) {
        names.put(
            part, naming.name(target.node(), part).orElseGet(() -> part.nameIn(target.node())));
      }
      pairs.add(new Pair(target, Optional.of(new Slot(names)), Optional.empty()));
    }
    return new Matching(style, true, pairs, List.of());
  }

  private static Matching inOrder(
      String style, List<Target> targets, List<Slot> slots, Checkpoint checkpoint) {
    int[] assigned = Alignment.align(targets, slots, checkpoint.tensors());
    List<Pair> pairs = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    Optional<Slot> before = Optional.empty();
    for (int t = 0; t < assigned.length; t++) {
      Optional<Slot> slot =
          assigned[t] < 0 ? Optional.empty() : Optional.of(slots.get(assigned[t]));
      pairs.add(new Pair(targets.get(t), slot, before));
      used.add(assigned[t]);
      before = slot.isPresent() ? slot : before;
    }
    List<Slot> leftOver = new ArrayList<>();
    for (int s = 0; s < slots.size(); s++) {
      if (!used.contains(s)) {
        leftOver.add(slots.get(s));
      }
    }
    return new Matching(style, false, pairs, leftOver);
  }
}
