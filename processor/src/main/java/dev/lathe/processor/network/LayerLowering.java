package dev.lathe.processor.network;

import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Role;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.processor.declare.ActivationSpec;
import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.declare.LayerSpec;
import dev.lathe.processor.declare.Reference;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.network.NodeSequence.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes layers apart into primitive ops, in the scope in which they name each other. */
final class LayerLowering {

  private final Channels channels;
  private final NodeSequence nodes;
  private final BlockLowering blocks;
  private final List<Problem> problems;

  LayerLowering(
      Channels channels, NodeSequence nodes, BlockLowering blocks, List<Problem> problems) {
    this.channels = channels;
    this.nodes = nodes;
    this.blocks = blocks;
    this.problems = problems;
  }

  /** Lowers layers in their order, and defines each in the scope. */
  void lower(List<LayerDeclaration> layers, Scope scope) {
    for (LayerDeclaration layer : layers) {
      String name = scope.prefix() + layer.name();
      nodes.startLayer(name, layer.origins());
      int before = nodes.size();
      Value value =
          UnexpectedException.naming(
              name, layer.origins().annotation(), () -> lower(layer, name, scope));
      scope.define(layer.name(), value);
      if (scope.prefix().isEmpty() && nodes.size() == before && !Problem.anyError(problems)) {
        problems.add(
            Problem.error(
                Code.IdleLayer,
                layer.origins().annotation(),
                "\"%s\" returns what it reads; remove it, or see why it has nothing to do",
                name));
      }
    }
  }

  private Value lower(LayerDeclaration layer, String name, Scope scope) {
    if (layer.epsilon().isPresent()) {
      double before = channels.epsilon(layer.epsilon().getAsDouble());
      Value value = lowerSpec(layer, name, scope);
      channels.epsilon(before);
      return value;
    }
    return lowerSpec(layer, name, scope);
  }

  private Value lowerSpec(LayerDeclaration layer, String name, Scope scope) {
    LayerDeclaration placed = layer.named(name);
    Origins origins = layer.origins();
    if (layer.spec() instanceof LayerSpec.Input spec) {
      scope.inputs(layer, 0);
      return input(layer, spec, scope);
    } else if (layer.spec() instanceof LayerSpec.Block spec) {
      return block(placed, spec, scope.inputs(layer, spec.inputs()));
    }
    Value input = scope.inputs(layer, 1).get(0);
    int all = input.channels();
    return switch (layer.spec()) {
      case LayerSpec.Conv spec -> conv(name, spec, origins, input);
      case LayerSpec.Depthwise spec -> depthwise(name, spec, origins, input);
      case LayerSpec.ConvTranspose spec -> convTranspose(name, spec, origins, input);
      case LayerSpec.Separable spec -> blocks.separable(placed, spec, input);
      case LayerSpec.MBConv spec -> blocks.mbConv(placed, spec, input);
      case LayerSpec.FusedMBConv spec -> blocks.fusedMbConv(placed, spec, input);
      case LayerSpec.SqueezeExcite spec -> blocks.squeezeExcite(name, name, spec, input, input);
      case LayerSpec.Dense spec ->
          nodes.flatten(
              name, new Template.Flatten(spec.out(), spec.bias()), spec.activation(), input);
      case LayerSpec.Single spec -> nodes.add(name, Role.MAIN, spec.op(), all, input);
      case LayerSpec.PRelu spec ->
          nodes.add(name, Role.MAIN, new PRelu(all, spec.shared()), all, input);
      case LayerSpec.ChannelPool spec ->
          nodes.add(name, Role.MAIN, new ChannelPool(spec.kind()), 1, input);
      case LayerSpec.Shuffle spec -> {
        int groups = parts(name, spec.groups(), "groups", origins, input);
        yield nodes.add(name, Role.MAIN, new Shuffle(groups), all, input);
      }
      case LayerSpec.Split spec -> {
        int part = all / parts(name, spec.of(), "of", origins, input);
        yield nodes.add(name, Role.MAIN, new Slice(spec.part() * part, part), part, input);
      }
      case LayerSpec.Upsample spec -> nodes.add(name, Role.MAIN, spec.op(), all, input);
      case LayerSpec.UpsampleLike spec ->
          nodes.add(
              name,
              new Template.UpsampleLike(spec.mode()),
              all,
              List.of(input),
              List.of(scope.find(layer, spec.like())));
      case LayerSpec.Add spec -> {
        Value[] addends = values(layer, input, spec.others(), scope);
        Value sum = nodes.add(name, Role.MAIN, new Op.Add(), all, addends);
        yield nodes.activation(name, spec.activation(), sum);
      }
      case LayerSpec.Concat spec -> {
        Value[] parts = values(layer, input, spec.others(), scope);
        long sum = Stream.of(parts).mapToLong(Value::channels).sum();
        int width = channels.fitting(name, sum, "value", origins);
        yield nodes.add(name, Role.MAIN, new Concat(), width, parts);
      }
      case LayerSpec.Stack spec ->
          nodes.add(name, Role.MAIN, new Stack(), all, values(layer, input, spec.others(), scope));
      case LayerSpec.Multiply spec -> {
        Value factor = scope.find(layer, spec.factor());
        yield nodes.add(name, new Template.Product(), all, List.of(input, factor), List.of());
      }
      case LayerSpec.Residual spec ->
          blocks.residual(name, spec, input, scope.find(layer, spec.other()));
      case LayerSpec.LeftOut spec -> input;
      case LayerSpec.Input spec -> throw new IllegalStateException(name);
      case LayerSpec.Block spec -> throw new IllegalStateException(name);
    };
  }

  private static Value[] values(
      LayerDeclaration layer, Value first, List<Reference> others, Scope scope) {
    List<Value> values = new ArrayList<>(List.of(first));
    others.forEach(other -> values.add(scope.find(layer, other)));
    return values.toArray(Value[]::new);
  }

  /** A further input of the network, or what a block was given as one. */
  private Value input(LayerDeclaration layer, LayerSpec.Input spec, Scope scope) {
    String name = scope.prefix() + layer.name();
    boolean inBlock = !scope.prefix().isEmpty();
    if (spec.shape().isPresent() != inBlock) {
      return spec.shape()
          .map(shape -> nodes.input(name, new Op.Input(shape)))
          .orElseGet(() -> scope.given(layer.name()));
    }
    problems.add(
        Problem.error(
            Code.NetworkInput,
            layer.origins().annotation(),
            inBlock
                ? "\"%s\" is an input of a block and states a shape; it has that of what is read"
                : "\"%s\" is an input of no shape; state its height, width and channels",
            name));
    return scope.above();
  }

  /** The layers of a block, repeated; each repeat reads the one before it. */
  private Value block(LayerDeclaration layer, LayerSpec.Block spec, List<Value> inputs) {
    boolean numbered = spec.repeat().isPresent();
    int repeats = numbered ? blocks.blocks(layer, spec.repeat().getAsInt()) : 1;
    Value value = inputs.get(0);
    for (int i = 0; i < repeats; i++) {
      List<LayerDeclaration> body = i == 0 ? spec.first() : spec.rest();
      String prefix = layer.name() + (numbered ? "." + i : "") + ".";
      Scope scope = new Scope(prefix, body, value, nodes, problems);
      List<String> further =
          body.stream()
              .filter(it -> it.spec() instanceof LayerSpec.Input)
              .map(LayerDeclaration::name)
              .toList();
      for (int j = 0; j < further.size(); j++) {
        scope.give(further.get(j), inputs.get(j + 1));
      }
      lower(body, scope);
      value = scope.above();
    }
    return value;
  }

  private int parts(String name, int parts, String attribute, Origins origins, Value input) {
    if (input.channels() % parts == 0) {
      return parts;
    }
    problems.add(
        Problem.error(
            Code.Groups,
            origins.at(attribute),
            "\"%s\" takes %d channels as %d equal parts; the number must divide the channels",
            name,
            input.channels(),
            parts));
    return 1;
  }

  private Value conv(String name, LayerSpec.Conv spec, Origins origins, Value input) {
    int out = channels.scaled(name, spec.out(), spec.scale(), "out", origins);
    int groups = groups(name, spec.groups(), input.channels(), out, origins);
    return convolution(
        name,
        new Op.Convolution(
            input.channels(), out, groups, spec.window(), spec.bias(), channels.norm(spec.norm())),
        spec.activation(),
        input);
  }

  private Value convTranspose(
      String name, LayerSpec.ConvTranspose spec, Origins origins, Value input) {
    int out = channels.scaled(name, spec.out(), spec.scale(), "out", origins);
    int groups = groups(name, spec.groups(), input.channels(), out, origins);
    Op op =
        new TransposedConvolution(
            input.channels(),
            out,
            groups,
            spec.window(),
            spec.extra(),
            spec.bias(),
            channels.norm(spec.norm()));
    return nodes.activation(name, spec.activation(), nodes.add(name, Role.MAIN, op, out, input));
  }

  /** Groups that divide what is read and what is returned. */
  private int groups(String name, int groups, int in, int out, Origins origins) {
    if (in % groups == 0 && out % groups == 0) {
      return groups;
    }
    problems.add(
        Problem.error(
            Code.Groups,
            origins.at("groups"),
            "\"%s\" maps %d channels to %d in %d groups; groups must divide both",
            name,
            in,
            out,
            groups));
    return 1;
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

  private Value convolution(
      String name, Op.Convolution op, ActivationSpec activation, Value input) {
    return nodes.convolution(name, Role.MAIN, op, activation, input);
  }
}
