package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.ConvolutionKernel;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Im2ColKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.Step;
import dev.lathe.processor.plan.Tensor;
import dev.lathe.processor.plan.WinogradKernel;
import java.util.List;
import java.util.Optional;

/** Spells the steps that read weights. */
final class WeighingStepText {

  private final Body body;
  private final Names names;
  private final int lanes;
  private final PartText part;

  WeighingStepText(Body body, Names names, int lanes, PartText part) {
    this.body = body;
    this.names = names;
    this.lanes = lanes;
    this.part = part;
  }

  void pointwise(Step.Pointwise step) {
    Kernel.Pointwise kernel = step.kernel();
    int pixels = step.from().shape().pixels();
    if (kernel.split() == Split.CHANNELS) {
      part.units(kernel.units());
      pointwise(
          kernel,
          part.at(step.from()),
          step.folded(),
          part.at(step.to()),
          "from, until",
          step.residual().map(part::at));
      return;
    }
    tiles(pixels, kernel.tilePixels());
    if (step.folded().isEmpty()) {
      touch(kernel);
    }
    pixels(step, "from", "until - from");
  }

  /** Pointwise convolutions one after the other, band by band. */
  void chain(Step.Chain chain) {
    int pixels = chain.links().get(0).from().shape().pixels();
    int band = chain.band();
    tiles(pixels, chain.tilePixels());
    chain.links().forEach(link -> touch(link.kernel()));
    body.open("for (int p = from, band; p < until; p += band)");
    body.line("band = until - p < %d ? until - p : %d", 2 * band, band);
    chain.links().forEach(link -> pixels(link, "p", "band"));
    body.close();
  }

  /** Declares which pixels this part computes, in multiples of some. */
  private void tiles(int pixels, int tile) {
    body.line("int from = part * %d / parts%s", pixels / tile, times(tile));
    body.line(
        "int until = part + 1 < parts ? (part + 1) * %d / parts%s : %d",
        pixels / tile, times(tile), pixels);
  }

  /** Has a kernel's weights read, if it does not do that by itself. */
  void touch(Kernel.Weighing kernel) {
    switch (kernel) {
      case Im2ColKernel im2col -> touch(im2col.product());
      case Kernel.Pointwise pointwise when pointwise.hasFewWeights() -> touch(pointwise.panels());
      case ConvolutionKernel convolution when convolution.blockRows().isPresent() ->
          touch(convolution.panels());
      default -> {}
    }
  }

  private void touch(List<Panels> panels) {
    int first = panels.get(0).offset();
    Panels last = panels.get(panels.size() - 1);
    body.line(
        "%s(weights, %d, %d, arena)",
        new Leaf.Touch().method(), first, last.offset() + last.count() * last.length() - first);
  }

  private void pixels(Step.Pointwise step, String first, String count) {
    pointwise(
        step.kernel(),
        part.pixel(step.from(), first),
        step.folded(),
        part.pixel(step.to(), first),
        count,
        step.residual().map(residual -> part.pixel(residual, first)));
  }

  /**
   * A call of a pointwise kernel.
   *
   * @param share pixels, or the units of a part, as the kernel is split
   */
  void pointwise(
      Kernel.Pointwise kernel,
      String from,
      Optional<Buffer> folded,
      String to,
      String share,
      Optional<String> addend) {
    body.line(
        "%s(arena, %s, %s, %s, arena, %s, %s%s, ready)",
        names.of(kernel),
        from,
        folded.isPresent() ? "arena" : "weights",
        folded.map(names::of).orElse("" + kernel.panels().get(0).offset()),
        to,
        share,
        addend.map(a -> ", " + a).orElse(""));
  }

  /**
   * Computes {@code rows} rows of a convolution.
   *
   * @param first the first row
   * @param to where it goes
   */
  void rows(Kernel.Weighing kernel, Tensor from, String first, String to) {
    switch (kernel) {
      case Kernel.Pointwise pointwise ->
          pointwise(
              pointwise,
              part.row(from, first),
              Optional.empty(),
              to,
              "rows * " + from.shape().width(),
              Optional.empty());
      case ConvolutionKernel convolution ->
          body.line(
              "%1$s(%2$s, %3$s, weights, arena, %4$s, %5$s, %5$s + rows, ready)",
              names.of(convolution), part.array(from), part.at(from), to, first);
      case Im2ColKernel im2col ->
          body.line(
              "%1$s(%2$s, %3$s, weights, arena, %4$s, %5$s + own, %6$s, %6$s + rows, ready)",
              names.of(im2col),
              part.array(from),
              part.at(from),
              to,
              names.of(im2col.windows()),
              first);
      case WinogradKernel winograd ->
          throw new IllegalStateException(winograd.name() + " is not computed into a band");
      case DepthwiseKernel depthwise ->
          throw new IllegalStateException(depthwise.name() + " is not computed into a band");
      case Kernel.Dense dense -> throw new IllegalStateException(dense.name() + " has no rows");
    }
  }

  void convolve(Step.Convolve step) {
    ConvolutionKernel kernel = step.kernel();
    int rows = step.to().shape().height();
    boolean byChannels = kernel.split() == Split.CHANNELS;
    part.units(byChannels ? Panels.vectors(kernel.panels()) * rows : rows);
    if (kernel.blockRows().isEmpty()) {
      convolve(step, "from", byChannels ? "" : " + from * " + step.to().rowStride(), "until");
      return;
    }
    int block = kernel.blockRows().getAsInt();
    touch(kernel);
    body.open("for (int y = from; y < until; y += %d)", block);
    String end = "Math.min(y + %d, until)".formatted(block);
    convolve(step, "y", " + y * " + step.to().rowStride(), end);
    body.close();
  }

  private void convolve(Step.Convolve step, String from, String row, String until) {
    body.line(
        "%s(%s, %s, weights, arena, %s, %s, %s%s, ready)",
        names.of(step.kernel()),
        part.array(step.from()),
        part.at(step.from()),
        part.at(step.to()) + row,
        from,
        until,
        step.residual().map(r -> ", " + part.at(r) + row).orElse(""));
  }

  void im2col(Step.Im2Col step) {
    Im2ColKernel kernel = step.kernel();
    part.units(step.to().shape().height());
    body.line("int own = part * THREAD_LENGTH");
    touch(kernel);
    body.line(
        "%s(%s, %s, weights, arena, %s, %s + own, from, until%s, ready)",
        names.of(kernel),
        part.array(step.from()),
        part.at(step.from()),
        part.row(step.to(), "from"),
        names.of(kernel.windows()),
        step.residual().map(r -> ", " + part.row(r, "from")).orElse(""));
  }

  void depthwise(Step.Depthwise step) {
    DepthwiseKernel kernel = step.kernel();
    Tensor from = step.from();
    Tensor to = step.to();
    int height = to.shape().height();
    String whole = "%d, %d, 0".formatted(from.stride(), from.shape().height());
    if (kernel.split() == Split.CHANNELS) {
      part.units(kernel.vectors());
      String first = part.at(from) + " + from * " + lanes;
      rows(kernel, first, whole, "from, until - from", part.at(to), "0, " + height, step.pool());
    } else {
      part.units(height);
      String all = "0, " + kernel.vectors();
      rows(kernel, part.at(from), whole, all, part.row(to, "from"), "from, until", step.pool());
    }
  }

  /**
   * A call of a depthwise kernel.
   *
   * @param from the first vector's first float
   * @param layout floats from pixel to pixel, the rows that are kept and the first one's among them
   * @param vectors the first vector, and how many
   * @param to the first row's first float of all channels
   * @param rows the first row, and the one behind the last
   */
  void rows(
      DepthwiseKernel kernel,
      String from,
      String layout,
      String vectors,
      String to,
      String rows,
      Optional<Buffer> pool) {
    body.line(
        "%s(arena, %s, %s, weights, %s, arena, %s, %s%s, ready)",
        names.of(kernel),
        from,
        layout,
        vectors,
        to,
        rows,
        pool.map(sums -> ", " + names.of(sums)).orElse(""));
  }

  void dense(Step.Dense dense) {
    part.units(dense.kernel().panels().count());
    body.line(
        "%s(arena, %s, weights, arena, %s, from, until)",
        names.of(dense.kernel()), names.of(dense.from()), names.of(dense.to()));
  }

  void fold(Step.Fold fold) {
    List<Panels> all = fold.projection().panels();
    part.units(Panels.count(all));
    int before = 0;
    for (Panels panels : all) {
      body.open("");
      body.line("int first = Math.max(%s, 0)", Expr.plus("from", -before));
      body.line("int last = Math.min(%s, %d)", Expr.plus("until", -before), panels.count());
      body.line(
          "%s(weights, %d + first * %d, %d, arena, %s + %d + first * %d, %s, last - first)",
          new Leaf.Fold(panels.vectors()).method(),
          panels.offset(),
          panels.length(),
          panels.run(),
          names.of(fold.folded()),
          panels.offset() - all.get(0).offset(),
          panels.length(),
          names.of(fold.gate()));
      body.close();
      before += panels.count();
    }
  }

  private static String times(int factor) {
    return factor == 1 ? "" : " * " + factor;
  }
}
