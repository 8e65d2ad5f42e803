package dev.lathe.processor.report;

import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import java.util.Locale;

/** What reports call a primitive op. */
final class OpLabel {

  private OpLabel() {}

  /** {@code "depthwise 3x3 s2"}: the kind, and what of its window is out of the ordinary. */
  static String of(Op op) {
    return switch (op) {
      case Op.Input input -> "input";
      case Op.Convolution convolution -> convolution(convolution);
      case TransposedConvolution transposed ->
          "transposed " + window(transposed.window()) + groups(transposed.groups());
      case Op.Dense dense -> "dense";
      case PRelu prelu -> "prelu";
      case Op.Activate activate -> lower(activate.activation());
      case Op.Pool pool -> lower(pool.kind()) + " pool " + window(pool.window());
      case Op.GlobalAveragePool pool -> "global average pool";
      case GlobalMaxPool pool -> "global max pool";
      case ChannelPool pool -> lower(pool.kind()) + " over channels";
      case Op.Add add -> "add";
      case Op.Scale scale -> "scale";
      case Op.Softmax softmax -> "softmax";
      case Concat concat -> "concat";
      case Multiply multiply -> "multiply";
      case Pad pad -> lower(pad.mode()) + " pad";
      case Shuffle shuffle -> "shuffle g" + shuffle.groups();
      case Slice slice ->
          "channels " + slice.first() + "-" + (slice.first() + slice.channels() - 1);
      case Stack stack -> "stack";
      case Upsample upsample -> "upsample " + lower(upsample.mode());
    };
  }

  private static String convolution(Op.Convolution op) {
    if (op.isPointwise()) {
      return "pointwise";
    }
    if (op.isDepthwise()) {
      return "depthwise " + window(op.window());
    }
    return "conv " + window(op.window()) + groups(op.groups());
  }

  private static String groups(int groups) {
    return groups > 1 ? " g" + groups : "";
  }

  private static String window(Window window) {
    String dilation =
        window.dilation().equals(Extent.square(1)) ? "" : " d" + extent(window.dilation());
    String stride = window.stride().equals(Extent.square(1)) ? "" : " s" + extent(window.stride());
    return window.kernel() + stride + dilation;
  }

  private static String extent(Extent extent) {
    return extent.height() == extent.width()
        ? Integer.toString(extent.height())
        : extent.toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
