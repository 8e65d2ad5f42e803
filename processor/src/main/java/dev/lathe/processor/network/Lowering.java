package dev.lathe.processor.network;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.declare.NetworkDeclaration;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.network.NodeSequence.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second stage: multipliers are applied, blocks are repeated and taken apart into primitive
 * ops, and names of layers become the nodes that they stand for. Channels are known from here on.
 */
public final class Lowering {

  private final NetworkDeclaration declaration;
  private final List<Problem> problems = new ArrayList<>();
  private final NodeSequence nodes = new NodeSequence();
  private final List<Graph.Output> outputs = new ArrayList<>();

  private Lowering(NetworkDeclaration declaration) {
    this.declaration = declaration;
  }

  /** Lowers a network. */
  public static Outcome<Network> lower(NetworkDeclaration declaration) {
    Lowering lowering = new Lowering(declaration);
    lowering.run();
    return Outcome.of(
        new Network(declaration, lowering.nodes.nodes(), lowering.outputs), lowering.problems);
  }

  private void run() {
    nodes.startLayer(Scope.INPUT, declaration.origins());
    Shape shape;
    try {
      shape = declaration.knobs().input();
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.error(
              Code.Overflow,
              declaration.origins().annotation(),
              "%s has an input that is too large: %s",
              declaration.name().simpleName(),
              e.getMessage()));
      return;
    }
    declaration.preprocess().flatMap(it -> it.mismatch(shape)).ifPresent(problems::add);
    Value input = nodes.input(Scope.INPUT, new Op.Input(shape));
    Scope scope = new Scope("", declaration.layers(), input, nodes, problems);
    Channels channels = new Channels(declaration.knobs(), problems);
    BlockLowering blocks = new BlockLowering(declaration.knobs(), channels, nodes, problems);
    new LayerLowering(channels, nodes, blocks, problems).lower(declaration.layers(), scope);
    collectOutputs(scope);
    if (!Problem.anyError(problems)) {
      reportUnused();
    }
  }

  /** The layers that are marked as outputs, or the last one. */
  private void collectOutputs(Scope scope) {
    Map<String, LayerDeclaration> byName = new HashMap<>();
    for (LayerDeclaration layer : declaration.layers()) {
      layer
          .output()
          .ifPresent(
              output -> {
                LayerDeclaration other = byName.put(output.name(), layer);
                if (other == null) {
                  outputs.add(new Graph.Output(output.name(), scope.value(layer.name()).node()));
                } else {
                  problems.add(
                      Problem.error(
                          Code.NetworkOutput,
                          output.origin(),
                          "\"%s\" is an output called \"%s\", as \"%s\" is; give it a name of its"
                              + " own",
                          layer.name(),
                          output.name(),
                          other.name()));
                }
              });
    }
    if (outputs.isEmpty()) {
      outputs.add(new Graph.Output(Graph.OUTPUT, scope.above().node()));
    }
  }

  private void reportUnused() {
    Set<Integer> used = new HashSet<>();
    nodes.nodes().forEach(node -> used.addAll(node.inputs()));
    outputs.forEach(output -> used.add(output.node()));
    for (int i = 0; i < nodes.nodes().size(); i++) {
      NetworkNode node = nodes.nodes().get(i);
      if (!used.contains(i)) {
        problems.add(
            Problem.error(
                Code.UnusedLayer,
                node.origins().annotation(),
                "\"%s\" is read by no layer and is no output; name it in a @From, mark it with"
                    + " @Output or remove it",
                node.subject()));
      }
    }
  }
}
