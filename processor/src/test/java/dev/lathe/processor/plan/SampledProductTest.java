package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.oracle.GraphBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Convolutions of every so many-th pixel. */
class SampledProductTest {

  private static Stream<Step> steps(Machine machine, int channels) {
    return KernelPlans.of(
            new GraphBuilder("network", new Shape(28, 28, 64))
                .conv("before", 64, 3, 1, Activation.RELU)
                .conv("shortcut", channels, 1, 2, Activation.NONE)
                .build())
        .plans()
        .get(Machine.ALL.indexOf(machine))
        .stages()
        .stream()
        .flatMap(stage -> stage.steps().stream());
  }

  @Test
  void theirPixelsAreCopiedForAProductOnEveryMachine() {
    for (Machine machine : Machine.ALL) {
      assertThat(steps(machine, 64)).anyMatch(MapStep.Sample.class::isInstance);
      assertThat(steps(machine, 64)).anyMatch(Step.Pointwise.class::isInstance);
    }
  }

  @Test
  void fewOutputsAreNotWorthTheCopy() {
    for (Machine machine : Machine.ALL) {
      assertThat(steps(machine, 48)).noneMatch(MapStep.Sample.class::isInstance);
    }
  }
}
