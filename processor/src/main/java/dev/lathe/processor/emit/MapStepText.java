package dev.lathe.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.lathe.Shape;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Tensor;
import dev.lathe.runtime.Border;
import dev.lathe.runtime.Interleaving;
import dev.lathe.runtime.Resampling;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Spells the steps that join, take apart, move or resize maps. */
final class MapStepText {

  private final Body body;
  private final Names names;
  private final PartText part;
  private final WeighingStepText weighing;

  MapStepText(Body body, Names names, PartText part, WeighingStepText weighing) {
    this.weighing = weighing;
    this.body = body;
    this.names = names;
    this.part = part;
  }

  /** What the step does, for its comment. */
  static String describe(MapStep step) {
    Shape to = step.to().shape();
    return switch (step) {
      case MapStep.Concat concat ->
          "the channels of %s to %s"
              .formatted(concat.from().size() == 1 ? "a map" : concat.from().size() + " maps", to);
      case MapStep.Stack stack -> "the rows of %d maps to %s".formatted(step.from().size(), to);
      case MapStep.Slice slice ->
          "channels from %d on of %s to %s".formatted(slice.first(), slice.map().shape(), to);
      case MapStep.Shuffle shuffle ->
          "the channels of %s, from %d groups in turn".formatted(to, shuffle.groups());
      case MapStep.Pad pad -> "%s padded to %s".formatted(pad.map().shape(), to);
      case MapStep.Sample sample ->
          "%s of %s, one pixel of %d by %d"
              .formatted(
                  to, sample.map().shape(), sample.stride().height(), sample.stride().width());
      case MapStep.Upsample upsample -> "%s resized to %s".formatted(upsample.map().shape(), to);
      case MapStep.Interleave interleave ->
          "%d phases to %s".formatted(interleave.phases().count(), to);
      case MapStep.Transpose transpose ->
          "%d phases to %s (%s)".formatted(transpose.phases().count(), to, transpose.describe());
      case MapStep.Zip zip -> "the channels of %s, from two maps in turn".formatted(to);
      case MapStep.Multiply multiply -> "the product of two tensors of " + to;
      case MapStep.Mask mask -> "the pixels of %s times their mask".formatted(to);
      case MapStep.ChannelPool pool -> "the channels of %s to one".formatted(pool.map().shape());
      case MapStep.Largest largest -> "the largest pixels of " + largest.map().shape();
    };
  }

  /** The constant that tells a step where pixels come from, if it needs one. */
  static Optional<FieldSpec> constant(MapStep step, Names names) {
    return switch (step) {
      case MapStep.Pad pad ->
          Optional.of(
              field(
                  step,
                  names,
                  Border.class,
                  CodeBlock.of(
                      "new $T($L, $L, $L)",
                      Border.class,
                      OpText.of(pad.op()),
                      OpText.shape(pad.map().shape()),
                      pad.map().stride())));
      case MapStep.Upsample upsample ->
          Optional.of(
              field(
                  step,
                  names,
                  Resampling.class,
                  CodeBlock.of(
                      "new $T($L, $L, $L, $L)",
                      Resampling.class,
                      OpText.of(upsample.op()),
                      OpText.shape(upsample.map().shape()),
                      upsample.map().stride(),
                      upsample.to().stride())));
      case MapStep.OfPhases transposed ->
          Optional.of(
              field(
                  step,
                  names,
                  Interleaving.class,
                  CodeBlock.of(
                      "new $T($L)", Interleaving.class, OpText.phases(transposed.phases()))));
      default -> Optional.empty();
    };
  }

  private static FieldSpec field(MapStep step, Names names, Class<?> type, CodeBlock value) {
    return FieldSpec.builder(
            type, names.constant(step), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  /** Adds a step. */
  void add(MapStep step) {
    switch (step) {
      case MapStep.Concat concat -> concat(concat);
      case MapStep.Stack stack -> stack(stack);
      case MapStep.Slice slice -> {
        pixels(step);
        int channels = slice.to().shape().channels();
        stretch(slice.map(), slice.first(), slice.to(), 0, channels, slice.to().padding());
      }
      case MapStep.Shuffle shuffle -> {
        pixels(step);
        body.line(
            "ChannelCopy.shuffled(arena, %s, arena, %s, until - from, %d, %d, %d)",
            part.pixel(shuffle.map()),
            part.pixel(shuffle.to()),
            shuffle.to().shape().channels(),
            shuffle.to().stride(),
            shuffle.groups());
      }
      case MapStep.Pad pad -> rows(step, "rows", pad.map(), "");
      case MapStep.Sample sample -> sample(sample);
      case MapStep.Upsample upsample -> upsample(upsample);
      case MapStep.Interleave interleave ->
          new PhasesText(body, names, part, weighing).add(interleave);
      case MapStep.Transpose transpose ->
          new PhasesText(body, names, part, weighing).add(transpose);
      case MapStep.Zip zip -> {
        pixels(step);
        body.line(
            "%s(arena, %s, %d, %s, %d, arena, %s, %d, until - from, %d)",
            new Leaf.Zip().method(),
            part.pixel(zip.first()),
            zip.first().stride(),
            part.pixel(zip.second()),
            zip.second().stride(),
            part.pixel(zip.to()),
            zip.to().stride(),
            zip.to().shape().channels());
      }
      case MapStep.Multiply multiply -> {
        pixels(step);
        body.line(
            "%s(arena, %s, %s, arena, %s, (until - from) * %d)",
            new Leaf.Multiply().method(),
            part.pixel(multiply.first()),
            part.pixel(multiply.second()),
            part.pixel(multiply.to()),
            multiply.to().stride());
      }
      case MapStep.Mask mask -> {
        pixels(step);
        body.line(
            "%s(arena, %s, %s, %d, arena, %s, until - from, %d)",
            new Leaf.Mask().method(),
            part.pixel(mask.features()),
            part.pixel(mask.mask()),
            mask.mask().stride(),
            part.pixel(mask.to()),
            mask.to().stride());
      }
      case MapStep.ChannelPool pool -> {
        pixels(step);
        body.line(
            "%s(arena, %s, %d, %d, arena, %s, until - from)",
            new Leaf.ChannelPool(pool.kind()).method(),
            part.pixel(pool.map()),
            pool.map().shape().channels(),
            pool.map().stride(),
            part.pixel(pool.to()));
      }
      case MapStep.Largest largest -> {
        part.vectors(largest.map().shape().channels());
        body.line(
            "%s(arena, %s + from, %d, %d, arena, %s + from, until - from)",
            new Leaf.Largest().method(),
            part.at(largest.map()),
            largest.map().shape().pixels(),
            largest.map().stride(),
            part.at(largest.to()));
      }
    }
  }

  private void sample(MapStep.Sample step) {
    Tensor map = step.map();
    Tensor to = step.to();
    part.units(to.shape().height());
    body.open("for (int y = from; y < until; y++)");
    body.line(
        "ChannelCopy.stretch(arena, %s + y * %d, %d, arena, %s + y * %d, %d, %d, %d, %d)",
        part.at(map),
        step.stride().height() * map.rowStride(),
        step.stride().width() * map.stride(),
        part.at(to),
        to.rowStride(),
        to.stride(),
        to.shape().width(),
        to.shape().channels(),
        to.padding());
    body.close();
  }

  private void pixels(MapStep step) {
    part.units(step.to().shape().pixels());
  }

  private void concat(MapStep.Concat concat) {
    pixels(concat);
    for (int i = 0; i < concat.from().size(); i++) {
      Tensor from = concat.from().get(i);
      int first = concat.firsts().get(i);
      boolean last = first + from.shape().channels() == concat.to().shape().channels();
      stretch(
          from, 0, concat.to(), first, from.shape().channels(), last ? concat.to().padding() : 0);
    }
  }

  /** Copies channels from one on to those from another one on, and zeros behind them. */
  private void stretch(
      Tensor from, int fromChannel, Tensor to, int toChannel, int channels, int zeros) {
    body.line(
        "ChannelCopy.stretch(arena, %s, %d, arena, %s, %d, until - from, %d, %d)",
        Expr.plus(part.pixel(from), fromChannel),
        from.stride(),
        Expr.plus(part.pixel(to), toChannel),
        to.stride(),
        channels,
        zeros);
  }

  /** Each part copies a part of every input. */
  private void stack(MapStep.Stack stack) {
    int row = 0;
    for (Tensor from : stack.from()) {
      body.open("");
      part.units(from.shape().height());
      int stride = from.rowStride();
      body.line(
          "System.arraycopy(arena, %s + from * %d, arena, %s + (%s) * %d, (until - from) * %d)",
          part.at(from), stride, part.at(stack.to()), Expr.plus("from", row), stride, stride);
      body.close();
      row += from.shape().height();
    }
  }

  private void upsample(MapStep.Upsample step) {
    if (step.copies()) {
      // Behind the channels of a tensor of its own, the padding is copied, too.
      rows(
          step,
          "nearest",
          step.map(),
          ", " + (step.map().shape().channels() + step.to().padding()));
      return;
    }
    String places = names.constant(step);
    Tensor to = step.to();
    int stored = Machine.stored(to.shape().channels());
    int stride = step.row().isPresent() ? stored : to.stride();
    String array = step.row().isPresent() ? "arena" : part.array(to);
    String row =
        step.row()
            .map(buffer -> names.of(buffer) + " + part * THREAD_LENGTH")
            .orElse(part.row(to, "y"));
    part.units(to.shape().height());
    body.open("for (int y = from; y < until; y++)");
    body.line("int above = %s + %s.above(y)", part.at(step.map()), places);
    body.line("int below = %s + %s.below(y)", part.at(step.map()), places);
    body.line("int row = %s", row);
    body.open("for (int x = 0; x < %d; x++)", to.shape().width());
    body.line("int left = %s.left(x)", places);
    body.line("int right = %s.right(x)", places);
    body.line(
        "%1$s(arena, above + left, above + right, below + left, below + right, %2$s.weightRight(x),"
            + " %2$s.weightBelow(y), %3$s, row + x * %4$d, %5$d)",
        new Leaf.Bilinear().method(), places, array, stride, stored);
    body.close();
    if (step.row().isPresent()) {
      body.line(
          "ChannelCopy.stretch(arena, row, %d, %s, %s, %d, %d, %d, 0)",
          stride,
          part.array(to),
          part.row(to, "y"),
          to.stride(),
          to.shape().width(),
          to.shape().channels());
    }
    body.close();
  }

  private void rows(MapStep step, String method, Tensor map, String further) {
    part.units(step.to().shape().height());
    body.line(
        "%s.%s(%s, %s, %s, %s, from, until%s)",
        names.constant(step),
        method,
        part.array(map),
        part.at(map),
        part.array(step.to()),
        part.at(step.to()),
        further);
  }
}
