package dev.lathe.examples;

import static dev.lathe.annotation.Storage.HALF;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lathe.Model;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.annotation.Network;
import dev.lathe.examples.networks.LatheMobileNetV3Large;
import dev.lathe.examples.networks.LatheMobileNetV3Small;
import dev.lathe.examples.networks.MobileNetV3Large;
import dev.lathe.examples.networks.MobileNetV3Small;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.SeededWeights;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What dense weights in half precision change in the outputs of whole networks. */
class HalfWeightsTest {

  /** Of the outputs' range: twice the most with seeds 1 to 10, which came with the tenth. */
  private static final double BOUND = 1.1e-3;

  private static final int[] SEEDS = {1, 10};

  @Network(denseWeights = HALF)
  interface Large extends MobileNetV3Large {}

  @Network(denseWeights = HALF)
  interface Small extends MobileNetV3Small {}

  private interface Load {
    Model load(Weights weights, WarmUp warmUp);
  }

  @Test
  void mobileNetV3LargeIsClose() {
    compare(
        LatheMobileNetV3Large.graph(),
        LatheMobileNetV3Large::load,
        LatheHalfWeightsTest_Large::load);
  }

  @Test
  void mobileNetV3SmallIsClose() {
    compare(
        LatheMobileNetV3Small.graph(),
        LatheMobileNetV3Small::load,
        LatheHalfWeightsTest_Small::load);
  }

  private static void compare(Graph graph, Load singles, Load halves) {
    double worst = 0;
    for (int seed : SEEDS) {
      Weights weights = Weights.of(SeededWeights.of(graph, seed));
      float[] input = SeededWeights.input(graph, seed + 100);
      float[] exact = singles.load(weights, WarmUp.OFF).run(input);
      float[] close = halves.load(weights, WarmUp.OFF).run(input);
      worst = Math.max(worst, error(exact, close));
    }
    assertTrue(worst > 0 && worst <= BOUND, "off by " + worst + " of the range");
  }

  /** The largest difference, as a share of the exact outputs' range. */
  private static double error(float[] exact, float[] close) {
    double low = IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).min().orElseThrow();
    double high = IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).max().orElseThrow();
    return IntStream.range(0, exact.length)
            .mapToDouble(i -> Math.abs((double) exact[i] - close[i]))
            .max()
            .orElseThrow()
        / (high - low);
  }
}
