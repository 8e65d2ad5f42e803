package dev.lathe.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Phases;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Window;

/** Spells ops as code that builds them. */
final class OpText {

  private OpText() {}

  /** An op. */
  static CodeBlock of(Op op) {
    return switch (op) {
      case Op.Input input -> CodeBlock.of("new $T($L)", Op.Input.class, shape(input.shape()));
      case Op.Convolution c ->
          CodeBlock.of(
              "new $T($L, $L, $L, $L, $L, $L)",
              Op.Convolution.class,
              c.in(),
              c.out(),
              c.groups(),
              window(c.window()),
              c.bias(),
              norm(c));
      case Op.Dense d ->
          CodeBlock.of("new $T($L, $L, $L)", Op.Dense.class, d.in(), d.out(), d.bias());
      case Op.Activate a ->
          CodeBlock.of(
              "new $T($T.$L, $Lf)", Op.Activate.class, Activation.class, a.activation(), a.slope());
      case Op.Pool p ->
          CodeBlock.of(
              "new $T($T.$L, $L, $L, $L)",
              Op.Pool.class,
              Op.Pool.Kind.class,
              p.kind(),
              window(p.window()),
              p.ceil(),
              p.countPadding());
      case Op.GlobalAveragePool pool -> CodeBlock.of("new $T()", Op.GlobalAveragePool.class);
      case Op.Add add -> CodeBlock.of("new $T()", Op.Add.class);
      case Op.Scale scale -> CodeBlock.of("new $T()", Op.Scale.class);
      case Op.Softmax softmax -> CodeBlock.of("new $T()", Op.Softmax.class);
      case TransposedConvolution t ->
          CodeBlock.of(
              "new $T($L, $L, $L, $L, $L, $L, $L)",
              TransposedConvolution.class,
              t.in(),
              t.out(),
              t.groups(),
              window(t.window()),
              extent(t.extra()),
              t.bias(),
              norm(t));
      case PRelu p -> CodeBlock.of("new $T($L, $L)", PRelu.class, p.out(), p.shared());
      case ChannelPool p ->
          CodeBlock.of("new $T($T.$L)", ChannelPool.class, Op.Pool.Kind.class, p.kind());
      case Concat concat -> CodeBlock.of("new $T()", Concat.class);
      case GlobalMaxPool pool -> CodeBlock.of("new $T()", GlobalMaxPool.class);
      case Multiply multiply -> CodeBlock.of("new $T()", Multiply.class);
      case Pad p ->
          CodeBlock.of(
              "new $T($L, $T.$L, $Lf)",
              Pad.class,
              pads(p.pads()),
              Pad.Mode.class,
              p.mode(),
              p.value());
      case Shuffle s -> CodeBlock.of("new $T($L)", Shuffle.class, s.groups());
      case Slice s -> CodeBlock.of("new $T($L, $L)", Slice.class, s.first(), s.channels());
      case Stack stack -> CodeBlock.of("new $T()", Stack.class);
      case Upsample u ->
          CodeBlock.of(
              "new $T($T.$L, $L)",
              Upsample.class,
              Upsample.Mode.class,
              u.mode(),
              target(u.target()));
    };
  }

  private static CodeBlock norm(Op.Weighted op) {
    return op.norm()
        .map(
            norm ->
                CodeBlock.of(
                    "$T.of(new $T($L))",
                    java.util.Optional.class,
                    Op.BatchNorm.class,
                    norm.epsilon()))
        .orElseGet(() -> CodeBlock.of("$T.empty()", java.util.Optional.class));
  }

  private static CodeBlock window(Window window) {
    if (window.equals(Window.POINT)) {
      return CodeBlock.of("$T.POINT", Window.class);
    }
    return CodeBlock.of(
        "new $T($L, $L, $L, $L)",
        Window.class,
        extent(window.kernel()),
        extent(window.stride()),
        extent(window.dilation()),
        padding(window.padding()));
  }

  private static CodeBlock extent(Window.Extent extent) {
    return CodeBlock.of("new $T($L, $L)", Window.Extent.class, extent.height(), extent.width());
  }

  private static CodeBlock padding(Padding padding) {
    return switch (padding) {
      case Padding.Same same -> CodeBlock.of("new $T()", Padding.Same.class);
      case Padding.SameUpper same -> CodeBlock.of("new $T()", Padding.SameUpper.class);
      case Padding.Explicit explicit ->
          CodeBlock.of("new $T($L)", Padding.Explicit.class, pads(explicit.pads()));
    };
  }

  private static CodeBlock pads(Pads pads) {
    return CodeBlock.of(
        "new $T($L, $L, $L, $L)", Pads.class, pads.top(), pads.left(), pads.bottom(), pads.right());
  }

  private static CodeBlock target(Upsample.Target target) {
    return switch (target) {
      case Upsample.Target.Times t ->
          CodeBlock.of("new $T($L, $L)", Upsample.Target.Times.class, t.vertical(), t.horizontal());
      case Upsample.Target.Size s ->
          CodeBlock.of("new $T($L, $L)", Upsample.Target.Size.class, s.height(), s.width());
    };
  }

  /** The phases of a transposed convolution. */
  static CodeBlock phases(Phases phases) {
    return CodeBlock.of("new $T($L, $L)", Phases.class, of(phases.op()), shape(phases.input()));
  }

  /** A shape. */
  static CodeBlock shape(Shape shape) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", Shape.class, shape.height(), shape.width(), shape.channels());
  }
}
