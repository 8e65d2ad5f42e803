package dev.lathe.processor.network;

import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.declare.Reference;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.network.NodeSequence.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that layers can name, in a network or in one repeat of a block. */
final class Scope {

  static final String INPUT = "input";

  private final String prefix;
  private final List<String> declared;
  private final NodeSequence nodes;
  private final List<Problem> problems;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Value> given = new LinkedHashMap<>();
  private Value above;

  /**
   * A scope in which only the input is known.
   *
   * @param prefix of the layers' names: empty, or those of the block and its repeat with dots
   * @param layers in order
   */
  Scope(
      String prefix,
      List<LayerDeclaration> layers,
      Value input,
      NodeSequence nodes,
      List<Problem> problems) {
    this.prefix = prefix;
    this.declared = layers.stream().map(LayerDeclaration::name).toList();
    this.nodes = nodes;
    this.problems = problems;
    define(INPUT, input);
  }

  String prefix() {
    return prefix;
  }

  /** From now on the name stands for the value, and the next layer is below it. */
  void define(String name, Value value) {
    values.put(name, value);
    above = value;
  }

  /** A further input of a block, by the name of the layer that declares it. */
  void give(String name, Value value) {
    given.put(name, value);
  }

  /** The further input that a layer declares. */
  Value given(String name) {
    return given.get(name);
  }

  /** What a layer that was lowered returned. */
  Value value(String layer) {
    return values.get(layer);
  }

  /** What the last layer returned. */
  Value above() {
    return above;
  }

  /** What a layer reads: those that it names, or the layer above; as many as it should. */
  List<Value> inputs(LayerDeclaration layer, int count) {
    List<Value> named = layer.from().stream().map(it -> find(layer, it)).toList();
    if (named.isEmpty() && count == 1) {
      return List.of(above);
    }
    if (named.size() == count) {
      return named;
    }
    problems.add(
        Problem.error(
            Code.From,
            layer.from().isEmpty()
                ? layer.origins().annotation()
                : layer.from().get(layer.from().size() - 1).origin(),
            "\"%s\" names %d layers to read; @%s reads %d",
            prefix + layer.name(),
            named.size(),
            layer.annotation(),
            count));
    return Collections.nCopies(Math.max(count, 1), above);
  }

  /** The value of a name that a layer refers to; the one above it after an error. */
  Value find(LayerDeclaration layer, Reference reference) {
    String name = reference.name();
    Optional<Value> value =
        Optional.ofNullable(values.get(name))
            .or(() -> name.contains(".") ? nodes.named(prefix + name) : Optional.empty());
    if (value.isPresent()) {
      return value.get();
    }
    String first = name.split("\\.", 2)[0];
    boolean later = declared.contains(first) && !values.containsKey(first);
    String known = String.join(", ", values.keySet());
    problems.add(
        later
            ? Problem.error(
                Code.LaterLayer,
                reference.origin(),
                "\"%s\" reads \"%s\", which is %s; it can read those above it: %s",
                prefix + layer.name(),
                name,
                first.equals(layer.name()) ? "itself" : "declared below it",
                known)
            : Problem.error(
                Code.UnknownLayer,
                reference.origin(),
                "\"%s\" reads \"%s\", which there is not; the layers above it are %s",
                prefix + layer.name(),
                name,
                known));
    return above;
  }
}
