package dev.lathe.processor.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides each depthwise convolution as the step was divided that computed its input, so that a
 * thread finds in its own caches what it computed itself: the input is larger than the weights, and
 * to fetch half of it from another core takes longer than the convolution.
 */
final class Splits {

  /** By buffer, how the step was divided that wrote it first. */
  private final Map<Buffer, Split> writers = new HashMap<>();

  private Splits() {}

  /** The stages, whose depthwise convolutions are divided like the steps before them. */
  static List<Stage> follow(List<Stage> stages) {
    Splits splits = new Splits();
    return stages.stream()
        .map(
            stage ->
                new Stage(
                    stage.name(), stage.layer(), stage.steps().stream().map(splits::next).toList()))
        .toList();
  }

  private Step next(Step step) {
    Step divided = step instanceof Step.Depthwise depthwise ? like(depthwise) : step;
    List<Kernel> kernels = divided.kernels();
    Split last = kernels.isEmpty() ? Split.PIXELS : kernels.get(kernels.size() - 1).split();
    Split split = last == Split.PIXELS ? Split.PIXELS : Split.CHANNELS;
    divided.buffers().forEach(buffer -> writers.putIfAbsent(buffer, split));
    return divided;
  }

  private Step like(Step.Depthwise step) {
    Split split = step.from().buffer().map(writers::get).orElse(Split.PIXELS);
    return new Step.Depthwise(step.kernel().divided(split), step.from(), step.to(), step.pool());
  }
}
