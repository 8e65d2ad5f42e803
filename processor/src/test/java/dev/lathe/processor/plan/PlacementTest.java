package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Upsample.Target;
import dev.lathe.graph.Window;
import dev.lathe.oracle.GraphBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What joining and taking apart maps copies, as the report says it. */
class PlacementTest {

  private static GraphBuilder network(int channels) {
    return new GraphBuilder("network", new Shape(6, 5, channels));
  }

  private static GraphBuilder point(GraphBuilder graph, String node, int channels) {
    return graph
        .add(
            node,
            new Op.Convolution(graph.channels(), channels, 1, Window.POINT, true, Optional.empty()))
        .add(node + ".activation", new Op.Activate(Activation.RELU));
  }

  private static Map<String, String> kernels(GraphBuilder graph) {
    return KernelPlans.of(graph.build()).kernels();
  }

  @Test
  void convolutionsStoreWholeVectorsWhereTheyBelong() {
    GraphBuilder graph = point(point(point(network(3), "a", 32), "b", 16), "c", 21);
    int last = graph.last();
    graph.add("all", Role.MAIN, new Concat(), last - 4, last - 2, last);
    assertThat(kernels(graph)).containsEntry("all", "no copy");
  }

  @Test
  void poolsFiltersGatesAndConcatenationsStoreWhereTheyBelong() {
    Window window = Window.square(3, 1, new Padding.Same());
    GraphBuilder graph = point(network(32), "a", 32);
    int features = graph.last();
    graph.add("pool", new Op.Pool(Op.Pool.Kind.MAX, window, false, false));
    int pool = graph.last();
    graph.add(
        "filter",
        Role.MAIN,
        new Op.Convolution(32, 32, 32, window, true, Optional.empty()),
        features);
    int filter = graph.last();
    graph.add("mean", Role.MAIN, new Op.GlobalAveragePool(), features);
    graph.add("gate", Role.GATE, new Op.Scale(), features, graph.last());
    graph.add("inner", Role.MAIN, new Concat(), filter, graph.last());
    graph.add("all", Role.MAIN, new Concat(), pool, graph.last());
    assertThat(kernels(graph)).containsEntry("inner", "no copy").containsEntry("all", "no copy");
  }

  @Test
  void vectorsMustNotReachIntoTheNextPart() {
    GraphBuilder graph = point(point(network(3), "a", 24), "b", 24);
    int last = graph.last();
    graph.add("all", Role.MAIN, new Concat(), last - 2, last);
    assertThat(kernels(graph)).containsEntry("all", "copies 2 of 2");
  }

  @Test
  void enlargedMapsGoAnywhere() {
    GraphBuilder graph = point(network(3), "a", 24);
    int a = graph.last();
    graph.add("b", new Upsample(Upsample.Mode.NEAREST, new Target.Size(6, 5)));
    int b = graph.last();
    graph.add("c", Role.MAIN, new Upsample(Upsample.Mode.NEAREST, new Target.Size(6, 5)), a);
    graph.add("all", Role.MAIN, new Concat(), b, a, graph.last(), b);
    assertThat(kernels(graph)).containsEntry("all", "copies 3 of 4");
  }

  @Test
  void whatOthersReadDenselyIsCopied() {
    GraphBuilder graph = point(point(network(3), "a", 16), "b", 16);
    int last = graph.last();
    graph.add("sum", Role.SKIP, new Op.Add(), last - 2, last);
    graph.add("all", Role.MAIN, new Concat(), last - 2, graph.last());
    assertThat(kernels(graph)).containsEntry("all", "copies 2 of 2");
  }

  @Test
  void slicesAreReadWhereTheyAre() {
    GraphBuilder graph = point(network(3), "whole", 34);
    int whole = graph.last();
    graph.add("left", Role.MAIN, new Slice(0, 17), whole);
    int left = graph.last();
    graph.add("right", Role.MAIN, new Slice(17, 17), whole);
    point(graph, "branch", 17).add("all", Role.MAIN, new Concat(), left, graph.last());
    graph.add("mixed", new Shuffle(2));
    assertThat(kernels(graph))
        .containsEntry("left", "no copy")
        // A pointwise tile reads two channels at a time, here one behind the last.
        .containsEntry("right", "copy")
        .containsEntry("all", "no copy")
        .containsEntry("mixed", "two maps in turn");
  }
}
