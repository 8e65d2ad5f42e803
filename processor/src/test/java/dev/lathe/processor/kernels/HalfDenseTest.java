package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Storage;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.BytecodeBudget;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.ScalarReference;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.plan.KernelPlans;
import dev.lathe.processor.plan.Machine;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Dense layers with weights stored as halves against a scalar reference whose weights are rounded
 * alike: but for the rounding they are exact.
 */
class HalfDenseTest {

  @TestFactory
  Stream<DynamicTest> halvesAgreeWithRoundedWeights() {
    return cases().stream().map(it -> DynamicTest.dynamicTest(it.name(), () -> agree(it)));
  }

  /** Inputs to fill streams evenly, with a rest, odd; outputs to fill vectors, and few. */
  private static List<Graph> cases() {
    List<Graph> cases = new ArrayList<>();
    for (int in : new int[] {1, 2, 3, 7, 8, 9, 37, 64, 129}) {
      for (int out : new int[] {1, 5, 16, 33}) {
        cases.add(network(in + " to " + out, 1, in).dense("dense", out).build());
      }
    }
    for (Activation activation : List.of(Activation.HARD_SWISH, Activation.SIGMOID)) {
      cases.add(
          network("fused " + activation, 1, 37)
              .dense("dense", 21)
              .add("activation", new Op.Activate(activation))
              .dense("next", 5)
              .build());
    }
    cases.add(
        network("normed, behind a pool", 5, 13)
            .globalAveragePool("pool")
            .normed("hidden", Role.MAIN, 21, 1, Window.POINT, Activation.RELU)
            .dense("dense", 10)
            .build());
    for (int squeeze : new int[] {3, 8}) {
      cases.add(
          network("excitation of " + squeeze, 15, 12)
              .mbconv(
                  "b.0",
                  44,
                  12,
                  3,
                  Extent.square(1),
                  Activation.RELU,
                  squeeze,
                  new Op.Activate(Activation.HARD_SIGMOID))
              .build());
    }
    return cases;
  }

  private static GraphBuilder network(String name, int size, int channels) {
    return new GraphBuilder(name, new Shape(size, size, channels));
  }

  private static void agree(Graph graph) {
    Parameters parameters = SeededWeights.bound(graph, 1);
    float[] input = SeededWeights.input(graph, 2);
    CompiledKernels kernels = CompiledKernels.of(graph, KernelPlans.of(graph, Storage.HALF));
    float[] reference = ScalarReference.run(rounded(parameters), input);
    for (Machine machine : Machine.ALL) {
      int lanes = machine.lanes();
      float[] output = kernels.run(lanes, false, parameters, input);
      Agreement.elementwise(reference, output);
      assertArrayEquals(output, kernels.run(lanes, true, 3, parameters, input));
    }
    BytecodeBudget.check(kernels.classes());
  }

  /** The same with the weights of dense layers on a pixel rounded to halves, norms folded. */
  private static Parameters rounded(Parameters parameters) {
    Map<String, Parameter> values = new HashMap<>(parameters.values());
    Graph graph = parameters.graph();
    graph
        .nodes()
        .forEach(
            node -> {
              if (node.op() instanceof Op.Weighted op
                  && op.isMatrix()
                  && graph.inputShapes(node).get(0).pixels() == 1) {
                values.computeIfPresent(node.name(), (name, value) -> rounded(value));
              }
            });
    return new Parameters(graph, values);
  }

  private static Parameter rounded(Parameter value) {
    Parameter folded = value.folded();
    float[] weights = folded.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float.float16ToFloat(Float.floatToFloat16(weights[i]));
    }
    return new Parameter(weights, folded.bias(), Optional.empty());
  }

  /** The choice by which the report names the kernels, and what they take. */
  @Test
  void thePlanSaysWhatIsStored() {
    Graph graph = network("report", 1, 1280).dense("dense", 1000).build();
    KernelPlans halves = KernelPlans.of(graph, Storage.HALF);
    assertEquals("4 streams of fp16, threads share channels", halves.kernels().get("dense"));
    int vectors = 63 * (2 + 640); // biases, factors, 1280 inputs in pairs
    assertEquals(4L * (Machine.ARRAY_LEAD + vectors * 16), halves.memory().weightBytes());
  }
}
