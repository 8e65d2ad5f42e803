package dev.lathe.processor.declare;

import dev.lathe.annotation.Scale;
import dev.lathe.annotation.Skip;
import dev.lathe.annotation.SqueezeFrom;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.declare.LayerSpec.Expansion;
import dev.lathe.processor.declare.LayerSpec.Reduction;
import dev.lathe.processor.diagnose.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * Reads a layer's annotation.
 *
 * @param annotations of the compilation
 * @param networkPadding of layers that state none
 * @param open the blocks that the layer is in, outermost first
 */
record LayerReader(
    Annotations annotations, dev.lathe.graph.Padding networkPadding, List<TypeElement> open) {

  /** How each layer annotation is read, by its simple name. */
  private static final Map<String, BiFunction<LayerReader, Attributes, LayerSpec>> ANNOTATIONS =
      Map.ofEntries(
          Map.entry("Conv", LayerReader::conv),
          Map.entry("Depthwise", LayerReader::depthwise),
          Map.entry("Pointwise", LayerReader::pointwise),
          Map.entry("Separable", LayerReader::separable),
          Map.entry("MBConv", LayerReader::mbConv),
          Map.entry("SqueezeExcite", (reader, it) -> squeezeExcite(it, SqueezeFrom.EXPANDED)),
          Map.entry("MaxPool", LayerReader::maxPool),
          Map.entry("AveragePool", LayerReader::averagePool),
          Map.entry("GlobalAveragePool", (reader, it) -> single(new Op.GlobalAveragePool())),
          Map.entry("GlobalMaxPool", (reader, it) -> single(new GlobalMaxPool())),
          Map.entry("Softmax", (reader, it) -> single(new Op.Softmax())),
          Map.entry("Dense", LayerReader::dense),
          Map.entry("FusedMBConv", LayerReader::fusedMbConv),
          Map.entry("ConvTranspose", LayerReader::convTranspose),
          Map.entry("ChannelMax", (reader, it) -> new LayerSpec.ChannelPool(Op.Pool.Kind.MAX)),
          Map.entry("ChannelMean", (reader, it) -> new LayerSpec.ChannelPool(Op.Pool.Kind.AVERAGE)),
          Map.entry("Activate", (reader, it) -> MapReader.activate(it)),
          Map.entry("Shuffle", (reader, it) -> new LayerSpec.Shuffle(it.atLeast(1, "groups"))),
          Map.entry("Split", (reader, it) -> MapReader.split(it)),
          Map.entry("Pad", (reader, it) -> single(MapReader.pad(it))),
          Map.entry("Upsample", (reader, it) -> MapReader.upsample(it)),
          Map.entry("Add", (reader, it) -> MapReader.add(it)),
          Map.entry("Concat", (reader, it) -> MapReader.concat(it)),
          Map.entry("Stack", (reader, it) -> MapReader.stack(it)),
          Map.entry("Multiply", (reader, it) -> MapReader.multiply(it)),
          Map.entry("Residual", (reader, it) -> MapReader.residual(it)),
          Map.entry("Input", (reader, it) -> MapReader.input(it)));

  /** Whether an annotation declares a layer. */
  boolean reads(AnnotationMirror mirror) {
    String name = Annotations.name(mirror);
    return ANNOTATIONS.containsKey(name.substring(name.lastIndexOf('.') + 1))
            && name.startsWith(Annotations.PACKAGE)
        || annotations.on(mirror.getAnnotationType().asElement(), "Block").isPresent();
  }

  /** Reads a layer's annotation, which {@link #reads} accepts. */
  LayerSpec read(String layer, AnnotationMirror mirror, Attributes attributes) {
    if (attributes.bindings().leavesOut(mirror)) {
      return new LayerSpec.LeftOut();
    }
    TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
    return annotations.on(type, "Block").isPresent()
        ? new BlockReader(type, layer, attributes, this).read()
        : ANNOTATIONS.get(type.getSimpleName().toString()).apply(this, attributes);
  }

  /** A reader of a block's layers. */
  LayerReader inside(TypeElement block) {
    List<TypeElement> blocks = new ArrayList<>(open);
    blocks.add(block);
    return new LayerReader(annotations, networkPadding, blocks);
  }

  private static LayerSpec single(Op op) {
    return new LayerSpec.Single(op);
  }

  private LayerSpec conv(Attributes it) {
    return new LayerSpec.Conv(
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(it.extent("kernel"), it.extent("stride"), it.extent("dilation"), padding(it)),
        it.atLeast(1, "groups"),
        it.flag("norm"),
        it.flag("bias"),
        activation(it));
  }

  private LayerSpec depthwise(Attributes it) {
    return new LayerSpec.Depthwise(
        it.atLeast(1, "multiplier"),
        new Window(it.extent("kernel"), it.extent("stride"), it.extent("dilation"), padding(it)),
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

  private LayerSpec fusedMbConv(Attributes it) {
    return new LayerSpec.FusedMBConv(
        expansion(it),
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(it.extent("kernel"), it.extent("stride"), Extent.square(1), networkPadding),
        it.atLeast(1, "repeat"),
        activation(it),
        se(it),
        it.constant("skip", Skip.class));
  }

  private LayerSpec convTranspose(Attributes it) {
    Extent stride = it.extent("stride");
    Extent extra = it.extent("outputPadding", 0);
    Extent dilation = it.extent("dilation");
    if (extra.height() >= Math.max(stride.height(), dilation.height())
        || extra.width() >= Math.max(stride.width(), dilation.width())) {
      it.problem(
          Code.Pads,
          "outputPadding",
          "has outputPadding = "
              + extra
              + " at a stride of "
              + stride
              + "; it must be smaller than the stride or the dilation");
      extra = Extent.square(0);
    }
    return new LayerSpec.ConvTranspose(
        it.atLeast(1, "out"),
        it.constant("scale", Scale.class),
        new Window(
            it.extent("kernel"),
            stride,
            dilation,
            new dev.lathe.graph.Padding.Explicit(PaddingReader.pads(it))),
        extra,
        it.atLeast(1, "groups"),
        it.flag("norm"),
        it.flag("bias"),
        activation(it));
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
        ActivationSpec.read(it, "gate", "gateSlope"),
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
    Window window = new Window(kernel, stride, Extent.square(1), padding(it));
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
    return single(new Op.Pool(kind, window, it.flag("ceil"), countPadding));
  }

  private LayerSpec dense(Attributes it) {
    return new LayerSpec.Dense(it.atLeast(1, "out"), it.flag("bias"), activation(it));
  }

  static ActivationSpec activation(Attributes it) {
    return ActivationSpec.read(it, "activation", "slope");
  }

  private dev.lathe.graph.Padding padding(Attributes it) {
    return PaddingReader.padding(it, networkPadding);
  }
}
