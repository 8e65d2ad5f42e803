package dev.lathe.processor.declare;

import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Padding;
import dev.lathe.annotation.Scale;
import dev.lathe.annotation.Skip;
import dev.lathe.annotation.SqueezeFrom;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.declare.LayerSpec.Expansion;
import dev.lathe.processor.declare.LayerSpec.Reduction;
import dev.lathe.processor.diagnose.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads a layer's annotation.
 *
 * @param annotations of the compilation
 * @param networkPadding of layers that state none
 */
record LayerReader(Annotations annotations, dev.lathe.graph.Padding networkPadding) {

  /** How each layer annotation is read, by its simple name. */
  static final Map<String, BiFunction<LayerReader, Attributes, LayerSpec>> ANNOTATIONS =
      Map.ofEntries(
          Map.entry("Conv", LayerReader::conv),
          Map.entry("Depthwise", LayerReader::depthwise),
          Map.entry("Pointwise", LayerReader::pointwise),
          Map.entry("Separable", LayerReader::separable),
          Map.entry("MBConv", LayerReader::mbConv),
          Map.entry("SqueezeExcite", (reader, it) -> squeezeExcite(it, SqueezeFrom.EXPANDED)),
          Map.entry("MaxPool", LayerReader::maxPool),
          Map.entry("AveragePool", LayerReader::averagePool),
          Map.entry("GlobalAveragePool", (reader, it) -> new LayerSpec.GlobalAveragePool()),
          Map.entry("Activate", (reader, it) -> new LayerSpec.Activate(activation(it))),
          Map.entry("Softmax", (reader, it) -> new LayerSpec.Softmax()),
          Map.entry("Dense", LayerReader::dense));

  private LayerSpec conv(Attributes it) {
    return new LayerSpec.Conv(
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(
            it.extent("kernel"), it.extent("stride"), it.extent("dilation"), paddingOrPads(it)),
        it.atLeast(1, "groups"),
        it.flag("norm"),
        it.flag("bias"),
        activation(it));
  }

  private LayerSpec depthwise(Attributes it) {
    return new LayerSpec.Depthwise(
        it.atLeast(1, "multiplier"),
        new Window(
            it.extent("kernel"), it.extent("stride"), it.extent("dilation"), paddingOrPads(it)),
        it.flag("norm"),
        it.flag("bias"),
        activation(it));
  }

  private LayerSpec pointwise(Attributes it) {
    return new LayerSpec.Conv(
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        Window.POINT,
        it.atLeast(1, "groups"),
        it.flag("norm"),
        it.flag("bias"),
        activation(it));
  }

  private LayerSpec separable(Attributes it) {
    return new LayerSpec.Separable(
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(it.extent("kernel"), it.extent("stride"), Extent.square(1), networkPadding),
        it.atLeast(1, "repeat"),
        activation(it),
        se(it),
        it.constant("skip", Skip.class));
  }

  private LayerSpec mbConv(Attributes it) {
    return new LayerSpec.MBConv(
        expansion(it),
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(it.extent("kernel"), it.extent("stride"), it.extent("dilation"), networkPadding),
        it.atLeast(1, "repeat"),
        activation(it),
        se(it),
        it.constant("skip", Skip.class),
        it.flag("norm"));
  }

  private static Expansion expansion(Attributes it) {
    boolean factor = it.states("t");
    boolean absolute = it.states("expanded");
    if (factor && absolute) {
      it.problem(Code.Expansion, "expanded", "states both t and expanded; one of them says it all");
    } else if (!factor && !absolute) {
      it.problem(
          Code.Expansion, "", "states neither t nor expanded; t = 6 is MobileNetV2's expansion");
      return new Expansion.Factor(1);
    }
    return factor
        ? new Expansion.Factor(it.positive("t"))
        : new Expansion.Absolute(it.atLeast(1, "expanded"));
  }

  private Optional<LayerSpec.SqueezeExcite> se(Attributes it) {
    List<Attributes> stated = it.nested("se", annotations);
    if (stated.size() > 1) {
      it.problem(
          Code.ArrayLength, "se", "states " + stated.size() + " squeeze-excites; one is the most");
    }
    return stated.stream()
        .findFirst()
        .map(se -> squeezeExcite(se, se.constant("of", SqueezeFrom.class)));
  }

  private static LayerSpec.SqueezeExcite squeezeExcite(Attributes it, SqueezeFrom of) {
    return new LayerSpec.SqueezeExcite(
        reduction(it, of),
        it.atLeast(1, "divisor"),
        activation(it),
        it.constant("gate", Activation.class),
        (float) it.positive("gateSlope"),
        it.origins());
  }

  private static Reduction reduction(Attributes it, SqueezeFrom of) {
    boolean factor = it.states("r");
    boolean absolute = it.states("squeeze");
    if (factor && absolute) {
      it.problem(Code.Reduction, "squeeze", "states both r and squeeze; one of them says it all");
    } else if (!factor && !absolute) {
      it.problem(Code.Reduction, "", "states neither r nor squeeze; r = 16 is SENet's reduction");
      return new Reduction.Factor(1, of);
    }
    return factor
        ? new Reduction.Factor(it.atLeast(1, "r"), of)
        : new Reduction.Absolute(it.atLeast(1, "squeeze"));
  }

  private LayerSpec maxPool(Attributes it) {
    return pool(it, Op.Pool.Kind.MAX, false);
  }

  private LayerSpec averagePool(Attributes it) {
    return pool(it, Op.Pool.Kind.AVERAGE, it.flag("countPadding"));
  }

  private LayerSpec pool(Attributes it, Op.Pool.Kind kind, boolean countPadding) {
    Extent kernel = it.extent("kernel");
    Extent stride = it.states("stride") ? it.extent("stride") : kernel;
    Window window = new Window(kernel, stride, Extent.square(1), paddingOrPads(it));
    if (window.padding() instanceof dev.lathe.graph.Padding.Explicit explicit
        && (Math.max(explicit.pads().top(), explicit.pads().bottom()) >= kernel.height()
            || Math.max(explicit.pads().left(), explicit.pads().right()) >= kernel.width())) {
      it.problem(
          Code.Pads,
          "pads",
          "pads a "
              + kernel
              + " pool by as much, so that a window sees no pixel; pads must be smaller than the"
              + " kernel");
    }
    return new LayerSpec.Pool(new Op.Pool(kind, window, it.flag("ceil"), countPadding));
  }

  private LayerSpec dense(Attributes it) {
    return new LayerSpec.Dense(it.atLeast(1, "out"), it.flag("bias"), activation(it));
  }

  private static Activation activation(Attributes it) {
    return it.constant("activation", Activation.class);
  }

  private dev.lathe.graph.Padding paddingOrPads(Attributes it) {
    if (it.states("padding") && it.states("pads")) {
      it.problem(Code.Pads, "pads", "states both padding and pads; one of them says it all");
    }
    if (it.states("pads")) {
      return new dev.lathe.graph.Padding.Explicit(pads(it));
    }
    return it.states("padding") ? padding(it) : networkPadding;
  }

  private static Pads pads(Attributes it) {
    List<Integer> n = it.numbers("pads", 0);
    return switch (n.size()) {
      case 1 -> new Pads(n.get(0), n.get(0), n.get(0), n.get(0));
      case 2 -> new Pads(n.get(0), n.get(1), n.get(0), n.get(1));
      case 4 -> new Pads(n.get(0), n.get(1), n.get(2), n.get(3));
      default -> {
        it.problem(
            Code.ArrayLength,
            "pads",
            "has "
                + n.size()
                + " numbers as pads; state {all}, {vertical, horizontal} or {top, left, bottom,"
                + " right}");
        yield Pads.NONE;
      }
    };
  }

  /** The rule that the attribute {@code padding} names. */
  static dev.lathe.graph.Padding padding(Attributes it) {
    return switch (it.constant("padding", Padding.class)) {
      case SAME -> new dev.lathe.graph.Padding.Same();
      case SAME_UPPER -> new dev.lathe.graph.Padding.SameUpper();
      case VALID -> dev.lathe.graph.Padding.none();
    };
  }
}
