package dev.lathe.processor.network;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op;
import dev.lathe.graph.Role;
import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.declare.LayerSpec;
import dev.lathe.processor.declare.NetworkDeclaration;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.network.NodeSequence.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The second stage: multipliers are applied, blocks are repeated and taken apart into primitive
 * ops. Channels are known from here on.
 */
public final class Lowering {

  private final NetworkDeclaration declaration;
  private final List<Problem> problems = new ArrayList<>();
  private final NodeSequence nodes = new NodeSequence();
  private final Channels channels;
  private final BlockLowering blocks;

  private Lowering(NetworkDeclaration declaration) {
    this.declaration = declaration;
    this.channels = new Channels(declaration.knobs(), problems);
    this.blocks = new BlockLowering(declaration.knobs(), channels, nodes, problems);
  }

  /** Lowers a network. */
  public static Outcome<Network> lower(NetworkDeclaration declaration) {
    Lowering lowering = new Lowering(declaration);
    lowering.run();
    return Outcome.of(new Network(declaration, lowering.nodes.nodes()), lowering.problems);
  }

  private void run() {
    nodes.startLayer("", declaration.origins());
    Shape input;
    try {
      input = declaration.knobs().input();
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
    declaration.preprocess().flatMap(it -> it.mismatch(input)).ifPresent(problems::add);
    Value value = nodes.input(new Op.Input(input));
    for (LayerDeclaration layer : declaration.layers()) {
      nodes.startLayer(layer.name(), layer.origins());
      Value read = value;
      value =
          UnexpectedException.naming(
              layer.name(), layer.origins().annotation(), () -> lower(layer, read));
    }
  }

  private Value lower(LayerDeclaration layer, Value input) {
    String name = layer.name();
    Origins origins = layer.origins();
    return switch (layer.spec()) {
      case LayerSpec.Conv spec -> conv(name, spec, origins, input);
      case LayerSpec.Depthwise spec -> depthwise(name, spec, origins, input);
      case LayerSpec.Separable spec -> blocks.separable(layer, spec, input);
      case LayerSpec.MBConv spec -> blocks.mbConv(layer, spec, input);
      case LayerSpec.SqueezeExcite spec -> blocks.squeezeExcite(name, name, spec, input, input);
      case LayerSpec.Pool spec -> nodes.add(name, Role.MAIN, spec.op(), input.channels(), input);
      case LayerSpec.GlobalAveragePool spec ->
          nodes.add(name, Role.MAIN, new Op.GlobalAveragePool(), input.channels(), input);
      case LayerSpec.Softmax spec ->
          nodes.add(name, Role.MAIN, new Op.Softmax(), input.channels(), input);
      case LayerSpec.Activate spec ->
          nodes.add(name, Role.MAIN, new Op.Activate(spec.activation()), input.channels(), input);
      case LayerSpec.Dense spec ->
          nodes.flatten(
              name, new Template.Flatten(spec.out(), spec.bias()), spec.activation(), input);
    };
  }

  private Value conv(String name, LayerSpec.Conv spec, Origins origins, Value input) {
    int out = channels.scaled(name, spec.out(), spec.scale(), "out", origins);
    int groups = spec.groups();
    if (input.channels() % groups != 0 || out % groups != 0) {
      problems.add(
          Problem.error(
              Code.Groups,
              origins.at("groups"),
              "\"%s\" maps %d channels to %d in %d groups; groups must divide both",
              name,
              input.channels(),
              out,
              groups));
      groups = 1;
    }
    return convolution(
        name,
        new Op.Convolution(
            input.channels(), out, groups, spec.window(), spec.bias(), channels.norm(spec.norm())),
        spec.activation(),
        input);
  }

  private Value depthwise(String name, LayerSpec.Depthwise spec, Origins origins, Value input) {
    int out =
        channels.fitting(name, (long) input.channels() * spec.multiplier(), "multiplier", origins);
    return convolution(
        name,
        new Op.Convolution(
            input.channels(),
            out,
            input.channels(),
            spec.window(),
            spec.bias(),
            channels.norm(spec.norm())),
        spec.activation(),
        input);
  }

  private Value convolution(String name, Op.Convolution op, Activation activation, Value input) {
    return nodes.convolution(name, Role.MAIN, op, activation, input);
  }
}
