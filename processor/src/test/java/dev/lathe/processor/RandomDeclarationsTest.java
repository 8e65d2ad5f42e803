package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Layer;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.shape.ShapedLayer;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the numbers, a declaration becomes a consistent network or a problem of the user's. */
class RandomDeclarationsTest {

  private static final int NETWORKS = 400;

  private final Random random = new Random(20250521);

  /** Mostly small numbers, and now and then one that no network has. */
  private int number() {
    return switch (random.nextInt(40)) {
      case 0 -> Integer.MAX_VALUE;
      case 1 -> Integer.MIN_VALUE;
      case 2 -> 0;
      case 3 -> -1;
      case 4 -> 1 << random.nextInt(31);
      default -> 1 + random.nextInt(12);
    };
  }

  private String pair() {
    return random.nextBoolean() ? number() + "" : "{" + number() + ", " + number() + "}";
  }

  private String factor() {
    return random.nextInt(20) == 0 ? "1e300" : Double.toString(0.25 * (1 + random.nextInt(24)));
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String se() {
    return "se = @SE(%s = %d, divisor = %d, of = SqueezeFrom.%s), "
        .formatted(
            oneOf("r", "squeeze"), number(), 1 + random.nextInt(8), oneOf("EXPANDED", "INPUT"));
  }

  private String padding() {
    return oneOf(
        "",
        ", padding = Padding.VALID",
        ", padding = Padding.SAME_UPPER",
        ", pads = {%d, %d}".formatted(random.nextInt(4), random.nextInt(4)));
  }

  private String layer() {
    return switch (random.nextInt(14)) {
      case 0 ->
          "@Conv(out = %d, kernel = %s, stride = %s, dilation = %s, groups = %d%s)"
              .formatted(number(), pair(), pair(), pair(), 1 + random.nextInt(2), padding());
      case 1 ->
          "@Depthwise(kernel = %s, stride = %s, multiplier = %d%s)"
              .formatted(pair(), pair(), number(), padding());
      case 2 ->
          "@Separable(out = %d, %s kernel = %s, repeat = %d, skip = Skip.%s)"
              .formatted(
                  number(),
                  oneOf("", se()),
                  pair(),
                  1 + random.nextInt(3),
                  oneOf("AUTO", "ALWAYS", "NEVER"));
      case 3 ->
          "@MBConv(t = %s, out = %d, %s kernel = %s, stride = %s, repeat = %d)"
              .formatted(
                  factor(), number(), oneOf("", se()), pair(), pair(), 1 + random.nextInt(3));
      case 4 -> "@MBConv(expanded = %d, out = %d)".formatted(number(), number());
      case 5 ->
          "@%s(kernel = %s, stride = %s, ceil = %s%s)"
              .formatted(
                  oneOf("MaxPool", "AveragePool"), pair(), pair(), random.nextBoolean(), padding());
      case 6 -> "@SqueezeExcite(r = %d)".formatted(number());
      case 7 ->
          "@ConvTranspose(out = %d, kernel = %s, stride = %s, dilation = %s, groups = %d)"
              .formatted(number(), pair(), pair(), pair(), 1 + random.nextInt(2));
      case 8 ->
          "@Upsample(%s = %s, mode = Resampling.%s)"
              .formatted(
                  oneOf("scale", "size"), pair(), oneOf("NEAREST", "BILINEAR", "BILINEAR_ALIGNED"));
      case 9 ->
          "@Pad(pads = %s, border = Border.%s)"
              .formatted(pair(), oneOf("CONSTANT", "REFLECT", "REPLICATE"));
      case 10 -> "@FusedMBConv(t = %s, out = %d)".formatted(factor(), number());
      case 11 ->
          "@Output(\"%s\") @%s(\"%s\")"
              .formatted(
                  oneOf("a", "b", "c", "d", "e"),
                  oneOf("Add", "Concat", "Multiply"),
                  oneOf("input", "layer0", "layer1", "layer2.0.project"));
      case 12 ->
          "@dev.lathe.block.Bottleneck(mid = %d, out = %d, stride = %s, groups = %d, repeat = %d)"
              .formatted(number(), number(), number(), number(), 1 + random.nextInt(3));
      default -> oneOf("@GlobalAveragePool", "@Softmax", "@Dense(out = 7)", "@Pointwise(out = 5)");
    };
  }

  private String network(int index) {
    StringBuilder text =
        new StringBuilder(
            "@Network(height = %d, width = %d, channels = %d, alpha = %s, rho = %s, divisor = %d)"
                .formatted(
                    number(), number(), number(), factor(), factor(), 1 + random.nextInt(8)));
    text.append(" interface Net%d extends Model {\n".formatted(index));
    for (int i = 0; i <= random.nextInt(4); i++) {
      text.append("  %s Layer layer%d();\n".formatted(layer(), i));
    }
    return text + "}\n";
  }

  @Test
  void declarationsBecomeNetworksOrProblems() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < NETWORKS; i++) {
      source.append(network(i));
    }
    Map<String, Outcome<ShapedNetwork>> outcomes =
        ShapedNetworks.outcomes(Javac.source("Nets", source.toString()));
    assertThat(outcomes).hasSize(NETWORKS);
    outcomes.forEach(
        (name, outcome) -> {
          assertThat(outcome.value().isEmpty())
              .as(name)
              .isEqualTo(outcome.problems().stream().anyMatch(it -> it.isError()));
          outcome.value().ifPresent(RandomDeclarationsTest::assertConsistent);
        });
    assertThat(outcomes.values().stream().filter(it -> it.value().isPresent()).count())
        .isBetween(NETWORKS / 10L, NETWORKS * 9 / 10L);
  }

  private static void assertConsistent(ShapedNetwork network) {
    Graph graph = network.graph();
    for (Node node : graph.nodes()) {
      assertThat(node.op().outputShape(graph.inputShapes(node))).isEqualTo(node.output());
    }
    assertThat(network.layers().stream().map(ShapedLayer::layer).mapToLong(Layer::macs).sum())
        .isEqualTo(graph.macs());
    assertThat(network.layers().stream().map(ShapedLayer::layer).mapToLong(Layer::params).sum())
        .isEqualTo(graph.params());
    for (int i = 1; i < network.layers().size(); i++) {
      assertThat(network.layers().get(i).layer().inputShape())
          .isEqualTo(network.layers().get(i - 1).layer().outputShape());
    }
  }
}
