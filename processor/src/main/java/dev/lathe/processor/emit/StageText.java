package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.Shape;
import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import dev.lathe.processor.plan.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Spells a stage: a method that calls kernels on the places where tensors live. */
final class StageText {

  /** What every stage gets. */
  static final String PARAMETERS = "float[] input, float[] output, float[] arena, float[] weights";

  private final int lanes;
  private final Names names;
  private final Body body = new Body();

  private StageText(int lanes, Names names) {
    this.lanes = lanes;
    this.names = names;
  }

  /** The method of a stage. */
  static MethodSpec of(Stage stage, int lanes, Names names) {
    StageText text = new StageText(lanes, names);
    stage.steps().forEach(text::add);
    return Methods.of(names.of(stage), PARAMETERS, describe(stage), text.body, Modifier.PRIVATE);
  }

  private static String describe(Stage stage) {
    List<String> parts = new ArrayList<>();
    for (Step step : stage.steps()) {
      String names = step.kernels().stream().map(Kernel::name).collect(Collectors.joining(", "));
      parts.add(
          switch (step) {
            case Step.Ring ring -> names + " (" + ring.describe() + ")";
            case Step.Load load -> "the caller's input, each pixel padded to whole vectors";
            case Step.Store store -> "the caller's output";
            case Step.Fold fold -> "the gate into a copy of the weights";
            case Step.Gate gate -> "the gate into the features";
            case Step.Mean mean -> "the mean of " + mean.from().shape();
            case Step.Add add -> "the sum of two tensors of " + add.to().shape();
            case Step.Activate activate -> "the activation of " + activate.to().shape();
            case Step.Softmax softmax -> "softmax of " + softmax.to().shape();
            default -> names;
          });
    }
    return stage.name() + ": " + String.join("; ", parts) + ".";
  }

  private void add(Step step) {
    switch (step) {
      case Step.Load load -> load(load);
      case Step.Store store -> store(store);
      case Step.Pointwise pointwise ->
          pointwise(
              pointwise.kernel(),
              at(pointwise.from()),
              pointwise.folded(),
              at(pointwise.to()),
              "" + pointwise.from().shape().pixels(),
              pointwise.residual().map(this::at));
      case Step.Convolve convolve -> convolve(convolve);
      case Step.Depthwise depthwise -> depthwise(depthwise);
      case Step.Ring ring -> new RingText(body, names, this).add(ring);
      case Step.Dense dense ->
          body.line(
              "%s(arena, %s, weights, arena, %s)",
              names.of(dense.kernel()), names.of(dense.from()), names.of(dense.to()));
      case Step.Fold fold -> fold(fold);
      case Step.Gate gate ->
          body.line(
              "%s(arena, %s, %s, arena, %s, %d, %d, %d)",
              new Leaf.Gate().method(),
              at(gate.from()),
              names.of(gate.gate()),
              at(gate.to()),
              gate.from().shape().pixels(),
              gate.from().stride(),
              gate.from().shape().channels());
      case Step.Pool pool ->
          body.line(
              "%s(arena, %s, arena, %s)", names.of(pool.kernel()), at(pool.from()), at(pool.to()));
      case Step.Mean mean ->
          body.line(
              "%s(arena, %s, %d, %d, arena, %s, %d)",
              new Leaf.Mean().method(),
              at(mean.from()),
              mean.from().shape().pixels(),
              mean.from().stride(),
              names.of(mean.to()),
              mean.from().shape().channels());
      case Step.Add add ->
          body.line(
              "%s(arena, %s, %s, arena, %s, %d)",
              new Leaf.Add().method(),
              at(add.first()),
              at(add.second()),
              at(add.to()),
              length(add.to()));
      case Step.Activate activate ->
          body.line(
              "%s(arena, %s, arena, %s, %d)",
              activate.leaf().method(),
              at(activate.from()),
              at(activate.to()),
              length(activate.to()));
      case Step.Softmax softmax ->
          body.line(
              "Softmax.run(arena, %s, arena, %s, %d, %d, %d)",
              at(softmax.from()),
              at(softmax.to()),
              softmax.from().shape().pixels(),
              softmax.from().shape().channels(),
              softmax.from().stride());
    }
  }

  private void load(Step.Load load) {
    int channels = load.from().shape().channels();
    body.open("for (int pixel = 0; pixel < %d; pixel++)", load.from().shape().pixels());
    body.line(
        "System.arraycopy(input, pixel * %d, arena, %s + pixel * %d, %d)",
        channels, at(load.to()), load.to().stride(), channels);
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
    if (shape.pixels() == 1 || shape.channels() == store.from().stride()) {
      body.line("System.arraycopy(arena, %s, output, 0, %d)", at(store.from()), shape.elements());
    } else {
      body.open("for (int pixel = 0; pixel < %d; pixel++)", shape.pixels());
      body.line(
          "System.arraycopy(arena, %s + pixel * %d, output, pixel * %d, %d)",
          at(store.from()), store.from().stride(), shape.channels(), shape.channels());
      body.close();
    }
  }

  /** A call of a pointwise kernel. */
  void pointwise(
      Kernel.Pointwise kernel,
      String from,
      Optional<Buffer> folded,
      String to,
      String pixels,
      Optional<String> addend) {
    body.line(
        "%s(arena, %s, %s, %s, arena, %s, %s%s)",
        names.of(kernel),
        from,
        folded.isPresent() ? "arena" : "weights",
        folded.map(names::of).orElse("" + kernel.panels().get(0).offset()),
        to,
        pixels,
        addend.map(a -> ", " + a).orElse(""));
  }

  private void convolve(Step.Convolve step) {
    body.line(
        "%s(%s, %s, weights, arena, %s, 0, %d%s)",
        names.of(step.kernel()),
        array(step.from()),
        at(step.from()),
        at(step.to()),
        step.to().shape().height(),
        step.residual().map(r -> ", " + at(r)).orElse(""));
  }

  private void depthwise(Step.Depthwise step) {
    step.pool().ifPresent(this::clear);
    int rowOut = step.to().rowStride();
    body.open("for (int y = 0; y < %d; y++)", step.to().shape().height());
    body.line(
        "%s(arena, %s, %d, 0, weights, arena, %s + y * %d, y%s)",
        names.of(step.kernel()),
        at(step.from()),
        step.from().shape().height(),
        at(step.to()),
        rowOut,
        step.pool().map(p -> ", " + names.of(p)).orElse(""));
    body.close();
  }

  private void fold(Step.Fold fold) {
    int first = fold.projection().panels().get(0).offset();
    for (Panels panels : fold.projection().panels()) {
      body.open("for (int panel = 0; panel < %d; panel++)", panels.count());
      body.line(
          "%s(weights, %d + panel * %d, %d, arena, %s + %d + panel * %d, %s)",
          new Leaf.Fold(panels.vectors()).method(),
          panels.offset(),
          panels.length(),
          panels.run(),
          names.of(fold.folded()),
          panels.offset() - first,
          panels.length(),
          names.of(fold.gate()));
      body.close();
    }
  }

  /** Sets the sums of a pool to zero. */
  void clear(Buffer pool) {
    String at = names.of(pool);
    body.line("Arrays.fill(arena, %s, %s + %d, 0f)", at, at, pool.length());
  }

  /** The array that a tensor lies in. */
  String array(Tensor tensor) {
    return tensor.buffer().isPresent() ? "arena" : "input";
  }

  /** The index of a tensor's first float. */
  String at(Tensor tensor) {
    return tensor.buffer().map(names::of).orElse("0");
  }

  private static int length(Tensor tensor) {
    return tensor.shape().pixels() * tensor.stride();
  }
}
