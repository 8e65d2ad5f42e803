package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists what keeps a checkpoint from being bound: all of it, in the network's order, one line for
 * each layer and kind of problem.
 */
final class Audit {

  private final Matching matching;
  private final Map<String, TensorInfo> tensors;
  private final List<String> problems;

  /** The layers whose epsilon is not the file's, by the two values. */
  private final Map<Epsilons, List<String>> epsilons = new LinkedHashMap<>();

  private record Epsilons(float declared, float trained) {}

  private Audit(Matching matching, Checkpoint checkpoint) {
    this.matching = matching;
    this.tensors = checkpoint.tensors();
    this.problems = new ArrayList<>(checkpoint.problems());
  }

  /** The problems, each {@code [Code] observed values; remedy}. */
  static List<String> problems(Matching matching, Checkpoint checkpoint) {
    Audit audit = new Audit(matching, checkpoint);
    for (Matching.Pair pair : matching.pairs()) {
      if (pair.slot().isPresent()) {
        audit.checkLayer(pair.target(), pair.slot().get());
      } else {
        audit.reportMissing(pair);
      }
    }
    audit.reportEpsilons();
    audit.reportLeftOver(checkpoint.layers().isPresent());
    return audit.problems;
  }

  private void reportMissing(Matching.Pair pair) {
    problems.add(
        "[MissingTensor] "
            + pair.target().node().name()
            + " needs weights "
            + TensorInfo.text(pair.target().shape(Part.WEIGHT))
            + ", and there are none left "
            + pair.before().map(slot -> "behind " + slot.weight()).orElse("at the start")
            + "; declare the layers of this checkpoint, or take one of this network");
  }

  private void checkLayer(Target target, Slot slot) {
    boolean folded = !matching.byName() && isFolded(target, slot);
    Set<Part> needed = folded ? EnumSet.of(Part.WEIGHT, Part.BIAS) : target.parts();
    List<String> missing = new ArrayList<>();
    List<String> misshaped = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Part part : needed) {
      Optional<String> name = Optional.ofNullable(slot.names().get(part));
      Optional<TensorInfo> found = name.map(tensors::get);
      String shape = TensorInfo.text(target.shape(part));
      if (found.isEmpty()) {
        missing.add(name.orElse(part.nameIn(target.node())) + " " + shape);
      } else if (!target.fits(part, found.get().shape())) {
        misshaped.add(describe(name.get()) + " instead of " + shape);
      } else if (!found.get().type().isReadable()) {
        unreadable.add(name.get() + " of " + found.get().type());
      }
    }
    report("MissingTensor", target, "lacks", missing, "add them, or name others by Weights.named");
    report(
        "TensorShape",
        target,
        "cannot take",
        misshaped,
        "declare the layer as it was trained, or take a checkpoint of this network");
    report(
        "TensorType", target, "cannot read", unreadable, "convert them to F32, F16, BF16 or F64");
    checkSurplus(target, slot, needed);
    checkEpsilon(target, slot);
  }

  /** Whether the norm is part of the weights and the bias already. */
  private static boolean isFolded(Target target, Slot slot) {
    return target.op().norm().isPresent() && !slot.hasNorm() && slot.names().containsKey(Part.BIAS);
  }

  private void checkSurplus(Target target, Slot slot, Set<Part> needed) {
    Set<Part> surplus = EnumSet.copyOf(slot.names().keySet());
    surplus.removeAll(needed);
    List<String> unexpected = surplus.stream().map(slot.names()::get).map(this::describe).toList();
    report(
        "UnexpectedTensor",
        target,
        "has no use for",
        unexpected,
        surplus.contains(Part.BIAS) ? "declare bias = true" : "declare norm = true");
  }

  private void report(
      String code, Target target, String verb, List<String> tensors, String remedy) {
    if (!tensors.isEmpty()) {
      problems.add(
          "["
              + code
              + "] "
              + target.node().name()
              + " "
              + verb
              + " "
              + String.join(", ", tensors)
              + "; "
              + remedy);
    }
  }

  /** Files hold epsilon as a float, so it is compared as one. */
  private void checkEpsilon(Target target, Slot slot) {
    if (slot.epsilon().isEmpty() || target.op().norm().isEmpty()) {
      return;
    }
    float declared = (float) target.op().norm().get().epsilon();
    float trained = (float) slot.epsilon().getAsDouble();
    if (declared != trained) {
      epsilons
          .computeIfAbsent(new Epsilons(declared, trained), values -> new ArrayList<>())
          .add(target.node().name());
    }
  }

  private void reportEpsilons() {
    epsilons.forEach(
        (values, layers) ->
            problems.add(
                "[BatchNormEpsilon] declared as "
                    + values.declared()
                    + " but trained with "
                    + values.trained()
                    + ": "
                    + String.join(", ", layers)
                    + "; declare batchNormEpsilon = "
                    + values.trained()));
  }

  /**
   * Lists what belongs to no layer.
   *
   * @param layersOnly whether only layers' tensors matter, as an ONNX graph has many more constants
   */
  private void reportLeftOver(boolean layersOnly) {
    Set<String> names = new TreeSet<>(TorchModule::naturally);
    if (layersOnly) {
      matching.leftOver().forEach(slot -> names.addAll(slot.names().values()));
    } else {
      names.addAll(tensors.keySet());
      names.removeIf(TorchModule::isCounter);
      names.removeAll(matching.bound());
    }
    for (String name : names) {
      problems.add(
          "[UnexpectedTensor] "
              + describe(name)
              + " belongs to no layer; declare its layer, or remove the tensor");
    }
  }

  private String describe(String name) {
    return name + " " + TensorInfo.text(tensors.get(name).shape());
  }
}
