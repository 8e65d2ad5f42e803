package dev.lathe.processor.kernels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.Shape;
import dev.lathe.Threads;
import dev.lathe.Weights;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.runtime.CompiledModel;
import dev.lathe.runtime.Kernels;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leaves compute with places of 30 bits: a model that needs more says so before it allocates. */
class ArenaLimitTest {

  private static CompiledModel load(Shape input, int arenaLength, int packedLength) {
    Graph graph =
        new GraphBuilder("network", input).add("act", new Op.Activate(Activation.RELU)).build();
    Kernels kernels =
        (Kernels)
            Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("arenaLength")) {
                    return arenaLength;
                  }
                  if (method.getName().equals("packedLength")) {
                    return packedLength;
                  }
                  throw new AssertionError(method + " was called first");
                });
    return new CompiledModel(
        graph, List.of(), () -> kernels, Weights.of(Map.of()), Threads.of(1)) {};
  }

  @Test
  void anArenaHasLessThan2To30Floats() {
    assertThatThrownBy(() -> load(new Shape(1, 1, 1), 1 << 30, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[Memory] with Threads.of(1)");
  }

  @Test
  void soHasAnInput() {
    assertThatThrownBy(() -> load(new Shape(1 << 15, 1 << 15, 1), 1 << 10, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[Memory] with Threads.of(1)");
  }

  @Test
  void soHaveTheWeights() {
    assertThatThrownBy(() -> load(new Shape(1, 1, 1), 1 << 10, 1 << 30))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[Memory] the weights fill an array of 1073741824 floats");
  }
}
