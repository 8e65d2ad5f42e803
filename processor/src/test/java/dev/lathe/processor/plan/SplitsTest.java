package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How threads divide an expansion that is returned and the depthwise convolution behind it, as the
 * report says.
 */
class SplitsTest {

  private static final String BY_CHANNELS = "threads share channels";

  private static Map<String, String> kernels(int size, int channels, int expanded) {
    Window window =
        new Window(Extent.square(3), Extent.square(1), Extent.square(1), new Padding.Same());
    return KernelPlans.of(
            new GraphBuilder("network", new Shape(size, size, channels))
                .add("expand", convolution(channels, expanded, 1, Window.POINT))
                .output("expanded")
                .add("depthwise", convolution(expanded, expanded, expanded, window))
                .output("filtered")
                .build())
        .kernels();
  }

  private static Op convolution(int in, int out, int groups, Window window) {
    return new Op.Convolution(in, out, groups, window, true, Optional.empty());
  }

  @Test
  void depthwiseRowsStayWhereTheyWereExpanded() {
    Map<String, String> kernels = kernels(14, 64, 384);
    assertThat(kernels.get("expand")).doesNotContain(BY_CHANNELS);
    assertThat(kernels.get("depthwise")).startsWith("rows").doesNotContain(BY_CHANNELS);
  }

  @Test
  void depthwiseChannelsStayWhereTheyWereExpanded() {
    Map<String, String> kernels = kernels(7, 160, 960);
    assertThat(kernels.get("expand")).endsWith(BY_CHANNELS);
    assertThat(kernels.get("depthwise")).endsWith(BY_CHANNELS);
  }
}
