package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which expansions go panel by panel into the depthwise convolution behind them. */
class FiltersTest {

  private static final Window ROWS =
      new Window(Extent.square(3), Extent.square(2), Extent.square(1), new Padding.Same());

  private static Op convolution(int in, int out, int groups, Window window) {
    return new Op.Convolution(in, out, groups, window, true, Optional.empty());
  }

  private static GraphBuilder expansion() {
    return expansion(14);
  }

  private static GraphBuilder expansion(int size) {
    return new GraphBuilder("network", new Shape(size, size, 64))
        .add("expand", convolution(64, 384, 1, Window.POINT));
  }

  private static GraphBuilder filtered(GraphBuilder builder) {
    return builder.add("depthwise", convolution(384, 384, 384, ROWS));
  }

  @Test
  void anExpansionOnlyReadByItsFilterIsNeverWhole() {
    for (KernelPlan plan : KernelPlans.of(filtered(expansion()).build()).plans()) {
      List<Step> steps = plan.stages().stream().flatMap(s -> s.steps().stream()).toList();
      assertThat(steps).filteredOn(PanelStep.class::isInstance).hasSize(1);
      assertThat(plan.arena().offsets().keySet())
          .noneMatch(buffer -> buffer.length() >= 14 * 14 * 384);
    }
  }

  @Test
  void theReportSaysSo() {
    assertThat(KernelPlans.of(filtered(expansion()).build()).kernels().values())
        .allMatch(how -> how.endsWith("panel by panel, threads share channels"));
  }

  @Test
  void anExpansionThatIsReturnedIsWhole() {
    GraphBuilder builder = filtered(expansion().output("expanded")).output("filtered");
    assertThat(KernelPlans.of(builder.build()).kernels().values())
        .noneMatch(how -> how.contains("panel by panel"));
  }

  @Test
  void anExpansionOfAMapThatTheCacheDoesNotKeepIsWhole() {
    assertThat(KernelPlans.of(filtered(expansion(56)).build()).kernels().values())
        .noneMatch(how -> how.contains("panel by panel"));
  }
}
