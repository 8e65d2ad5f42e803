package dev.lathe.processor.declare;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Border;
import dev.lathe.annotation.Resampling;
import dev.lathe.annotation.Skip;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Upsample.Target;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.diagnose.Code;
import java.util.List;
import java.util.Optional;

/** Reads annotations of layers that join, split, resize or activate maps. */
final class MapReader {

  private MapReader() {}

  static LayerSpec add(Attributes it) {
    return new LayerSpec.Add(it.references("value"), LayerReader.activation(it));
  }

  static LayerSpec concat(Attributes it) {
    return new LayerSpec.Concat(it.references("value"));
  }

  static LayerSpec stack(Attributes it) {
    return new LayerSpec.Stack(it.references("value"));
  }

  static LayerSpec multiply(Attributes it) {
    return new LayerSpec.Multiply(it.references("value").get(0));
  }

  static LayerSpec residual(Attributes it) {
    return new LayerSpec.Residual(
        it.references("from").get(0),
        it.extent("stride"),
        it.constant("skip", Skip.class),
        LayerReader.activation(it));
  }

  /** A network's input; one that states nothing is a block's. */
  static LayerSpec input(Attributes it) {
    if (!it.states("height") && !it.states("width") && !it.states("channels")) {
      return new LayerSpec.Input(Optional.empty());
    }
    int height = it.atLeast(1, "height");
    int width = it.atLeast(1, "width");
    int channels = it.atLeast(1, "channels");
    try {
      return new LayerSpec.Input(Optional.of(new Shape(height, width, channels)));
    } catch (IllegalArgumentException e) {
      it.problem(Code.Overflow, "", "is an input that is too large: " + e.getMessage());
      return new LayerSpec.Input(Optional.empty());
    }
  }

  static LayerSpec split(Attributes it) {
    int part = it.atLeast(0, "part");
    int of = it.atLeast(1, "of");
    if (part >= of) {
      it.problem(
          Code.Range, "part", "has part = " + part + " of " + of + "; the last is " + (of - 1));
      part = 0;
    }
    return new LayerSpec.Split(part, of);
  }

  static LayerSpec activate(Attributes it) {
    ActivationSpec activation = LayerReader.activation(it);
    if (activation.kind() == Activation.PRELU) {
      return new LayerSpec.PRelu(it.flag("shared"));
    }
    if (it.states("shared")) {
      it.problem(
          Code.Slope,
          "shared",
          "states shared, but " + activation.kind() + " learns no slopes; drop it");
    }
    return new LayerSpec.Single(activation.op());
  }

  static Op pad(Attributes it) {
    Pad.Mode mode =
        switch (it.constant("border", Border.class)) {
          case CONSTANT -> Pad.Mode.CONSTANT;
          case REFLECT -> Pad.Mode.REFLECT;
          case REPLICATE -> Pad.Mode.REPLICATE;
        };
    return new Pad(PaddingReader.pads(it), mode, (float) it.decimal("value"));
  }

  static LayerSpec upsample(Attributes it) {
    Upsample.Mode mode =
        switch (it.constant("mode", Resampling.class)) {
          case NEAREST -> Upsample.Mode.NEAREST;
          case BILINEAR -> Upsample.Mode.BILINEAR;
          case BILINEAR_ALIGNED -> Upsample.Mode.BILINEAR_ALIGNED;
        };
    List<String> stated = List.of("scale", "size", "like").stream().filter(it::states).toList();
    if (stated.size() != 1) {
      it.problem(
          Code.Upsample,
          stated.isEmpty() ? "" : stated.get(1),
          stated.isEmpty()
              ? "states no scale, size or like; scale = 2 doubles height and width"
              : "states " + String.join(" and ", stated) + "; one of them says it all");
    }
    if (it.states("like")) {
      return new LayerSpec.UpsampleLike(mode, it.references("like").get(0));
    }
    return new LayerSpec.Upsample(new Upsample(mode, it.states("size") ? size(it) : scale(it)));
  }

  private static Target size(Attributes it) {
    Extent size = it.extent("size");
    return new Target.Size(size.height(), size.width());
  }

  private static Target scale(Attributes it) {
    List<Double> scale = it.decimals("scale");
    if (scale.isEmpty() || scale.size() > 2) {
      if (it.states("scale")) {
        it.problem(
            Code.ArrayLength,
            "scale",
            "has " + scale.size() + " numbers as scale; state one, or {vertical, horizontal}");
      }
      return new Target.Times(1, 1);
    }
    if (scale.stream().anyMatch(number -> !(number > 0) || Double.isInfinite(number))) {
      it.problem(Code.Range, "scale", "has scale = " + scale + "; it must be positive and finite");
      return new Target.Times(1, 1);
    }
    return new Target.Times(scale.get(0), scale.get(scale.size() - 1));
  }
}
