package dev.lathe.processor.network;

import dev.lathe.annotation.Skip;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.declare.ActivationSpec;
import dev.lathe.processor.declare.Knobs;
import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.declare.LayerSpec;
import dev.lathe.processor.declare.LayerSpec.Expansion;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.network.NodeSequence.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Takes blocks apart: separable blocks, inverted bottlenecks and squeeze-excite. */
final class BlockLowering {

  /** A layer of more blocks than this is a slip of the pen. */
  private static final int MAX_BLOCKS = 1000;

  private static final Extent ONE = Extent.square(1);

  private final Knobs knobs;
  private final Channels channels;
  private final NodeSequence nodes;
  private final List<Problem> problems;

  BlockLowering(Knobs knobs, Channels channels, NodeSequence nodes, List<Problem> problems) {
    this.knobs = knobs;
    this.channels = channels;
    this.nodes = nodes;
    this.problems = problems;
  }

  /** Depthwise, squeeze-excite where stated, pointwise; repeated. */
  Value separable(LayerDeclaration layer, LayerSpec.Separable spec, Value input) {
    int out = channels.scaled(layer.name(), spec.out(), spec.scale(), "out", layer.origins());
    int blocks = blocks(layer, spec.repeat());
    Value value = input;
    for (int i = 0; i < blocks; i++) {
      String block = layer.name() + "." + i;
      Value blockInput = value;
      Window window = i == 0 ? spec.window() : atStrideOne(spec.window());
      value = depthwise(block, window, true, spec.activation(), value);
      value = squeezeExcite(layer.name(), block, spec.se(), blockInput, value);
      value = pointwise(block, Role.POINTWISE, out, true, spec.activation(), value);
      value = skip(block, spec.skip(), window, blockInput, value);
    }
    return value;
  }

  /** Expansion, depthwise, squeeze-excite where stated, linear projection; repeated. */
  Value mbConv(LayerDeclaration layer, LayerSpec.MBConv spec, Value input) {
    int out = channels.scaled(layer.name(), spec.out(), spec.scale(), "out", layer.origins());
    boolean expands = !spec.expansion().equals(new Expansion.Factor(1));
    int blocks = blocks(layer, spec.repeat());
    Value value = input;
    for (int i = 0; i < blocks; i++) {
      String block = layer.name() + "." + i;
      Value blockInput = value;
      Window window = i == 0 ? spec.window() : atStrideOne(spec.window());
      if (expands) {
        int expanded =
            channels.expanded(
                layer.name(), spec.expansion(), value.channels(), spec.scale(), layer.origins());
        value = pointwise(block, Role.EXPAND, expanded, spec.norm(), spec.activation(), value);
      }
      value = depthwise(block, window, spec.norm(), spec.activation(), value);
      value = squeezeExcite(layer.name(), block, spec.se(), blockInput, value);
      value = pointwise(block, Role.PROJECT, out, spec.norm(), ActivationSpec.NONE, value);
      value = skip(block, spec.skip(), window, blockInput, value);
    }
    return value;
  }

  /** The fused convolution, squeeze-excite where stated, linear projection; repeated. */
  Value fusedMbConv(LayerDeclaration layer, LayerSpec.FusedMBConv spec, Value input) {
    int out = channels.scaled(layer.name(), spec.out(), spec.scale(), "out", layer.origins());
    boolean expands = !spec.expansion().equals(new Expansion.Factor(1));
    int blocks = blocks(layer, spec.repeat());
    Value value = input;
    for (int i = 0; i < blocks; i++) {
      String block = layer.name() + "." + i;
      Value blockInput = value;
      Window window = i == 0 ? spec.window() : atStrideOne(spec.window());
      int fused =
          expands
              ? channels.expanded(
                  layer.name(), spec.expansion(), value.channels(), spec.scale(), layer.origins())
              : out;
      Op.Convolution op =
          new Op.Convolution(value.channels(), fused, 1, window, false, channels.norm(true));
      value = nodes.convolution(name(block, Role.FUSED), Role.FUSED, op, spec.activation(), value);
      value = squeezeExcite(layer.name(), block, spec.se(), blockInput, value);
      if (expands) {
        value = pointwise(block, Role.PROJECT, out, true, ActivationSpec.NONE, value);
      }
      value = skip(block, spec.skip(), window, blockInput, value);
    }
    return value;
  }

  private Value squeezeExcite(
      String layer,
      String block,
      Optional<LayerSpec.SqueezeExcite> spec,
      Value blockInput,
      Value features) {
    return spec.map(it -> squeezeExcite(layer, block, it, blockInput, features)).orElse(features);
  }

  /** Pool, squeeze, excite and the gate's product with the features. */
  Value squeezeExcite(
      String layer, String block, LayerSpec.SqueezeExcite spec, Value blockInput, Value features) {
    int wide = features.channels();
    int narrow = channels.squeezed(layer, spec, blockInput.channels(), wide);
    Value value =
        nodes.add(name(block, Role.POOL), Role.POOL, new Op.GlobalAveragePool(), wide, features);
    Op squeeze = new Op.Dense(wide, narrow, true);
    value = nodes.add(name(block, Role.SQUEEZE), Role.SQUEEZE, squeeze, narrow, value);
    value = nodes.activation(name(block, Role.SQUEEZE), spec.activation(), value);
    Op excite = new Op.Dense(narrow, wide, true);
    value = nodes.add(name(block, Role.EXCITE), Role.EXCITE, excite, wide, value);
    value = nodes.activation(name(block, Role.EXCITE), spec.gate(), value);
    return nodes.add(name(block, Role.GATE), Role.GATE, new Op.Scale(), wide, features, value);
  }

  private Value depthwise(
      String block, Window window, boolean norm, ActivationSpec activation, Value input) {
    int all = input.channels();
    Op.Convolution op = new Op.Convolution(all, all, all, window, !norm, channels.norm(norm));
    return nodes.convolution(name(block, Role.DEPTHWISE), Role.DEPTHWISE, op, activation, input);
  }

  private Value pointwise(
      String block, Role role, int out, boolean norm, ActivationSpec activation, Value input) {
    Op.Convolution op =
        new Op.Convolution(input.channels(), out, 1, Window.POINT, !norm, channels.norm(norm));
    return nodes.convolution(name(block, role), role, op, activation, input);
  }

  /** A skip connection as a layer of its own. */
  Value residual(String name, LayerSpec.Residual spec, Value output, Value other) {
    Value sum = skip(name, name, spec.skip(), spec.stride(), other, output);
    return nodes.activation(name, spec.activation(), sum);
  }

  private Value skip(String block, Skip skip, Window window, Value input, Value output) {
    if (skip == Skip.AUTO && !keepsSize(window)) {
      return output;
    }
    return skip(block, name(block, Role.SKIP), skip, window.stride(), input, output);
  }

  /**
   * Adds the input, brought to the output's shape where that is wanted.
   *
   * @param stride from the input to the output
   */
  private Value skip(
      String block, String name, Skip skip, Extent stride, Value input, Value output) {
    boolean alike = stride.equals(ONE) && input.channels() == output.channels();
    if (skip == Skip.NEVER || (skip == Skip.AUTO && !alike)) {
      return output;
    }
    Value added = input;
    if (skip == Skip.PROJECT && !alike) {
      Window window = new Window(ONE, stride, ONE, Padding.none());
      Op.Convolution op =
          new Op.Convolution(
              input.channels(), output.channels(), 1, window, false, channels.norm(true));
      added =
          nodes.convolution(
              name(block, Role.SHORTCUT), Role.SHORTCUT, op, ActivationSpec.NONE, input);
    }
    return nodes.add(name, Role.SKIP, new Op.Add(), output.channels(), output, added);
  }

  /** Whether as many pixels come out of the window as go in, whatever their number. */
  private static boolean keepsSize(Window window) {
    if (!window.stride().equals(Extent.square(1))) {
      return false;
    }
    return switch (window.padding()) {
      case Padding.Same same ->
          window.kernel().height() % 2 == 1 && window.kernel().width() % 2 == 1;
      case Padding.SameUpper sameUpper -> true;
      case Padding.Explicit explicit ->
          explicit.pads().top() + explicit.pads().bottom() == window.spanHeight() - 1
              && explicit.pads().left() + explicit.pads().right() == window.spanWidth() - 1;
    };
  }

  private static Window atStrideOne(Window window) {
    return new Window(window.kernel(), Extent.square(1), window.dilation(), window.padding());
  }

  /** The blocks of a layer: repeat times the depth multiplier, rounded up. */
  int blocks(LayerDeclaration layer, int repeat) {
    // In decimals, for 1.1 · 10 is 11, not the 11.000000000000002 of doubles.
    BigDecimal blocks =
        BigDecimal.valueOf(knobs.depth())
            .multiply(BigDecimal.valueOf(repeat))
            .setScale(0, RoundingMode.CEILING);
    if (blocks.compareTo(BigDecimal.valueOf(MAX_BLOCKS)) <= 0) {
      return blocks.intValueExact();
    }
    problems.add(
        Problem.error(
            Code.Range,
            layer.origins().at("repeat"),
            "\"%s\" has %s blocks; %d are the most",
            layer.name(),
            blocks.toPlainString(),
            MAX_BLOCKS));
    return 1;
  }

  private static String name(String block, Role role) {
    return block + "." + role.label();
  }
}
