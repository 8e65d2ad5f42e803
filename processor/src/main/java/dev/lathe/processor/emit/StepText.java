package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import dev.lathe.processor.plan.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Spells a step: a method that calls kernels for one part of the places where tensors live. */
final class StepText {

  /** What every step gets. */
  static final String PARAMETERS =
      "float[][] inputs, float[][] outputs, float[] arena, float[] weights, int part, int parts,"
          + " int ready";

  private final int lanes;
  private final Names names;
  private final Body body = new Body();

  private StepText(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /** The method of a step. */
  static MethodSpec of(Stage stage, Step step, int lanes, Names names) {
    StepText text = new StepText(lanes, names);
    text.add(step);
    return Methods.of(
        names.of(step), PARAMETERS, describe(stage, step), text.body, Modifier.PRIVATE);
  }

  private static String describe(Stage stage, Step step) {
    String kernels = step.kernels().stream().map(Kernel::name).collect(Collectors.joining(", "));
    String what =
        switch (step) {
          case Step.Ring ring -> kernels + " (" + ring.describe() + ")";
          case Step.Load load -> "the caller's input, each pixel padded to whole vectors";
          case Step.Store store -> "the caller's output";
          case MapStep map -> MapStepText.describe(map);
          case Step.Fold fold -> "the gate into a copy of the weights";
          case Step.Gate gate -> "the gate into the features";
          case Step.Mean mean -> "the mean of " + mean.from().shape();
          case Step.Add add -> "the sum of two tensors of " + add.to().shape();
          case Step.Activate activate -> "the activation of " + activate.to().shape();
          case Step.Softmax softmax -> "softmax of " + softmax.to().shape();
          default -> kernels;
        };
    return stage.name() + ": " + what + ".";
  }

  private void add(Step step) {
    switch (step) {
      case Step.Load load -> load(load);
      case Step.Store store -> store(store);
      case Step.Pointwise pointwise -> pointwise(pointwise);
      case Step.Convolve convolve -> convolve(convolve);
      case Step.Depthwise depthwise -> depthwise(depthwise);
      case Step.Ring ring -> new RingText(body, names, this).add(ring);
      case Step.Dense dense -> dense(dense);
      case Step.Fold fold -> fold(fold);
      case Step.Gate gate -> gate(gate);
      case Step.Pool pool -> {
        part(pool.to().shape().height());
        body.line(
            "%s(arena, %s, arena, %s, from, until)",
            names.of(pool.kernel()), at(pool.from()), at(pool.to()));
      }
      case Step.Mean mean -> mean(mean);
      case Step.Add add -> {
        part(add.to().shape().pixels());
        body.line(
            "%s(arena, %s, %s, arena, %s, (until - from) * %d)",
            new Leaf.Add().method(),
            pixel(add.first()),
            pixel(add.second()),
            pixel(add.to()),
            add.to().stride());
      }
      case Step.Activate activate -> {
        part(activate.to().shape().pixels());
        body.line(
            "%s(arena, %s, arena, %s, (until - from) * %d)",
            activate.leaf().method(),
            pixel(activate.from()),
            pixel(activate.to()),
            activate.to().stride());
      }
      case Step.Rectify rectify -> {
        part(rectify.to().shape().pixels());
        body.line(
            "%s(arena, %s, weights, arena, %s, until - from)",
            names.of(rectify.kernel()), pixel(rectify.from()), pixel(rectify.to()));
      }
      case MapStep map -> new MapStepText(body, names, this).add(map);
      case Step.Softmax softmax -> {
        part(softmax.from().shape().pixels());
        body.line(
            "Softmax.run(arena, %s, arena, %s, until - from, %d, %d)",
            pixel(softmax.from()),
            pixel(softmax.to()),
            softmax.from().shape().channels(),
            softmax.from().stride());
      }
    }
  }

  /** Declares which of some units this part computes: {@code from} up to {@code until}. */
  void part(int units) {
    part("from", "until", units, "");
  }

  /** The same by other names, in multiples of some length. */
  void part(String from, String until, int units, String times) {
    body.line("int %s = %s / parts%s", from, Expr.times("part", units), times);
    body.line("int %s = %s / parts%s", until, Expr.times("(part + 1)", units), times);
  }

  private void load(Step.Load load) {
    int channels = load.from().shape().channels();
    part(load.from().shape().pixels());
    body.open("for (int pixel = from; pixel < until; pixel++)");
    body.line(
        "System.arraycopy(%s, pixel * %d, arena, %s + pixel * %d, %d)",
        array(load.from()), channels, at(load.to()), load.to().stride(), channels);
    // What lies behind the channels was another tensor's, and vectors read it.
    if (channels < load.to().stride()) {
      body.line(
          "Arrays.fill(arena, %1$s + pixel * %2$d + %3$d, %1$s + (pixel + 1) * %2$d, 0f)",
          at(load.to()), load.to().stride(), channels);
    }
    body.close();
  }

  private void store(Step.Store store) {
    Shape shape = store.from().shape();
    part(shape.pixels());
    if (shape.pixels() == 1 || shape.channels() == store.from().stride()) {
      body.line(
          "System.arraycopy(arena, %s, outputs[%d], from * %3$d, (until - from) * %3$d)",
          pixel(store.from()), store.output(), shape.channels());
    } else {
      body.open("for (int pixel = from; pixel < until; pixel++)");
      body.line(
          "System.arraycopy(arena, %s + pixel * %d, outputs[%d], pixel * %d, %d)",
          at(store.from()),
          store.from().stride(),
          store.output(),
          shape.channels(),
          shape.channels());
      body.close();
    }
  }

  private void pointwise(Step.Pointwise step) {
    Kernel.Pointwise kernel = step.kernel();
    int pixels = step.from().shape().pixels();
    if (kernel.split() == Split.CHANNELS) {
      part(kernel.panels().stream().mapToInt(panels -> panels.units(pixels)).sum());
      pointwise(
          kernel,
          at(step.from()),
          step.folded(),
          at(step.to()),
          "from, until",
          step.residual().map(this::at));
      return;
    }
    int tile = kernel.tilePixels();
    body.line("int from = part * %d / parts%s", pixels / tile, times(tile));
    body.line(
        "int until = part + 1 < parts ? (part + 1) * %d / parts%s : %d",
        pixels / tile, times(tile), pixels);
    pointwise(
        kernel,
        pixel(step.from()),
        step.folded(),
        pixel(step.to()),
        "until - from",
        step.residual().map(this::pixel));
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

  private void convolve(Step.Convolve step) {
    Kernel.Convolution kernel = step.kernel();
    int rows = step.to().shape().height();
    boolean byChannels = kernel.split() == Split.CHANNELS;
    part(byChannels ? kernel.panels().stream().mapToInt(Panels::count).sum() * rows : rows);
    String row = byChannels ? "" : " + from * " + step.to().rowStride();
    body.line(
        "%s(%s, %s, weights, arena, %s, from, until%s, ready)",
        names.of(kernel),
        array(step.from()),
        at(step.from()),
        at(step.to()) + row,
        step.residual().map(r -> ", " + at(r) + row).orElse(""));
  }

  private void depthwise(Step.Depthwise step) {
    Kernel.Depthwise kernel = step.kernel();
    int height = step.to().shape().height();
    boolean byChannels = kernel.split() == Split.CHANNELS;
    part(byChannels ? kernel.vectors() : height);
    body.open(
        byChannels
            ? "for (int y = 0; y < " + height + "; y++)"
            : "for (int y = from; y < until; y++)");
    step.pool().ifPresent(pool -> clear(kernel, pool, "y"));
    body.line(
        "%s(arena, %s, %d, 0, weights, arena, %s + y * %d, y%s%s, ready)",
        names.of(kernel),
        at(step.from()),
        step.from().shape().height(),
        at(step.to()),
        step.to().rowStride(),
        byChannels ? ", from, until" : "",
        step.pool().map(pool -> ", " + sums(kernel, pool, "y")).orElse(""));
    body.close();
  }

  /** Sets the sums of a row to zero. */
  void clear(Kernel.Depthwise kernel, Buffer pool, String row) {
    String sums = sums(kernel, pool, row);
    boolean byChannels = kernel.split() == Split.CHANNELS;
    body.line(
        "Arrays.fill(arena, %s, %s, 0f)",
        byChannels ? sums + " + from * " + lanes : sums,
        sums + (byChannels ? " + until * " + lanes : " + " + stored(kernel)));
  }

  /** Where the sums of a row are. */
  String sums(Kernel.Depthwise kernel, Buffer pool, String row) {
    return names.of(pool) + " + " + row + " * " + stored(kernel);
  }

  private static int stored(Kernel.Depthwise kernel) {
    return Machine.stored(kernel.out().channels());
  }

  private void dense(Step.Dense dense) {
    part(dense.kernel().panels().count());
    body.line(
        "%s(arena, %s, weights, arena, %s, from, until)",
        names.of(dense.kernel()), names.of(dense.from()), names.of(dense.to()));
  }

  private void fold(Step.Fold fold) {
    List<Panels> all = fold.projection().panels();
    part(all.stream().mapToInt(Panels::count).sum());
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

  private void gate(Step.Gate gate) {
    vectors(gate.from().shape().channels());
    body.line(
        "%s(arena, %s + from, %s + from, arena, %s + from, %d, %d, until - from)",
        new Leaf.Gate().method(),
        at(gate.from()),
        names.of(gate.gate()),
        at(gate.to()),
        gate.from().shape().pixels(),
        gate.from().stride());
  }

  private void mean(Step.Mean mean) {
    vectors(mean.from().shape().channels());
    body.line(
        "%s(arena, %s + from, %d, %d, arena, %s + from, until - from)",
        new Leaf.Mean().method(),
        at(mean.from()),
        mean.from().shape().pixels(),
        mean.from().stride(),
        names.of(mean.to()));
  }

  /** Which channels this part computes, in whole vectors. */
  void vectors(int channels) {
    part("from", "until", (channels + lanes - 1) / lanes, " * " + lanes);
  }

  private static String times(int factor) {
    return factor == 1 ? "" : " * " + factor;
  }

  /** The array that a tensor lies in. */
  String array(Tensor tensor) {
    return tensor.buffer().isPresent() ? "arena" : "inputs[" + tensor.input() + "]";
  }

  /** The index of a tensor's first float. */
  String at(Tensor tensor) {
    return tensor.buffer().map(names::of).orElse("0");
  }

  /** The index of a part's first pixel. */
  String pixel(Tensor tensor) {
    return at(tensor) + " + from * " + tensor.stride();
  }
}
