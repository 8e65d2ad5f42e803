package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.ScalarReference;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.plan.Machine;
import dev.lathe.runtime.Parameters;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random chains of layers on random small maps agree with the scalar reference. */
class RandomNetworksTest {

  /** A layer of some kind; each kind reads the numbers as it likes. */
  record Choice(Kind kind, int out, int kernel, int stride, Activation activation, int squeeze) {}

  enum Kind {
    CONV,
    GROUPED,
    DEPTHWISE,
    POINTWISE,
    SEPARABLE,
    MBCONV,
    POOL
  }

  @Property(tries = 60)
  void agreeWithTheReference(
      @ForAll("inputs") Shape input,
      @ForAll("choices") List<Choice> choices,
      @ForAll("paddings") Padding padding,
      @ForAll long seed) {
    GraphBuilder builder = new GraphBuilder("random", input).padding(padding);
    for (int i = 0; i < choices.size(); i++) {
      append(builder, "layer" + i, choices.get(i), padding);
    }
    Graph graph = builder.build();
    Parameters parameters = SeededWeights.bound(graph, seed);
    float[] pixels = SeededWeights.input(graph, seed + 1);
    float[] reference = ScalarReference.run(parameters, pixels);
    CompiledKernels kernels = CompiledKernels.of(graph);
    for (Machine machine : Machine.ALL) {
      int lanes = machine.lanes();
      float[] output = kernels.run(lanes, false, parameters, pixels);
      Agreement.withinRange(withZero(reference), withZero(output));
      assertArrayEquals(output, kernels.run(lanes, true, parameters, pixels), "stand-ins");
      int parts = 2 + Math.floorMod(seed, 4);
      assertArrayEquals(output, kernels.run(lanes, false, parts, parameters, pixels), "parts");
      assertArrayEquals(output, kernels.run(lanes, true, parts, parameters, pixels), "both");
    }
  }

  /** A map of one element has no range of its own; zero gives it one. */
  private static float[] withZero(float[] values) {
    float[] extended = java.util.Arrays.copyOf(values, values.length + 2);
    extended[values.length + 1] = 1f;
    return extended;
  }

  private static void append(GraphBuilder b, String name, Choice choice, Padding padding) {
    int channels = b.channels();
    Activation activation = choice.activation;
    Window window = Window.square(choice.kernel, choice.stride, padding);
    switch (choice.kind) {
      case CONV -> b.conv(name, choice.out, choice.kernel, choice.stride, activation);
      case GROUPED -> {
        int groups = choice.out % 2 == 0 && channels % 2 == 0 ? 2 : 1;
        b.normed(name, Role.MAIN, choice.out, groups, window, activation);
      }
      case DEPTHWISE -> b.normed(name, Role.MAIN, channels, channels, window, activation);
      case POINTWISE -> b.conv(name, choice.out, 1, 1, activation);
      case SEPARABLE ->
          b.separable(name + ".0", choice.out, choice.kernel, choice.stride, activation);
      case MBCONV ->
          b.mbconv(
              name + ".0",
              channels * 2,
              choice.squeeze % 2 == 0 ? channels : choice.out,
              choice.kernel,
              Extent.square(choice.stride),
              activation,
              choice.squeeze,
              new Op.Activate(Activation.HARD_SIGMOID));
      case POOL ->
          b.add(name, new Op.Pool(Op.Pool.Kind.AVERAGE, window, false, choice.squeeze % 2 == 0));
    }
  }

  @Provide
  Arbitrary<Shape> inputs() {
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 40);
    return Combinators.combine(extent, extent, Arbitraries.integers().between(1, 20))
        .as(Shape::new);
  }

  @Provide
  Arbitrary<List<Choice>> choices() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(1, 70),
            Arbitraries.of(1, 3, 5),
            Arbitraries.integers().between(1, 2),
            Arbitraries.of(EnumSet.complementOf(EnumSet.of(Activation.PRELU))),
            Arbitraries.integers().between(0, 5))
        .as(Choice::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Padding> paddings() {
    return Arbitraries.of(new Padding.Same(), new Padding.SameUpper());
  }
}
