package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.BytecodeBudget;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.OnnxRuntimeOracle;
import dev.lathe.oracle.ScalarReference;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.plan.Machine;
import dev.lathe.runtime.Kernels;
import dev.lathe.runtime.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kernel against a scalar reference in double and ONNX Runtime, at each lane count. */
class KernelAgreementTest {

  @TestFactory
  List<DynamicTest> everyCaseAgreesWithBothOracles() {
    return Stream.of(KernelCases.all(), MapCases.all(), JoinCases.all())
        .flatMap(List::stream)
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> agree(graph)))
        .toList();
  }

  /** A single sum over as many pixels is off by 4e-4 of it. */
  @Test
  void theMeanOfALargeMapKeepsItsDigits() {
    Graph graph =
        new GraphBuilder("large", new Shape(184, 240, 3))
            .add("mean", new Op.GlobalAveragePool())
            .build();
    Parameters parameters = SeededWeights.bound(graph, 1);
    float[] input = new float[graph.inputShape().elements()];
    Arrays.fill(input, 0.1f);
    CompiledKernels kernels = CompiledKernels.of(graph);
    for (Machine machine : Machine.ALL) {
      for (float mean : kernels.outputs(machine.lanes(), false, 1, parameters, input)[0]) {
        assertEquals(0.1f, mean, 1e-6f);
      }
    }
  }

  private static void agree(Graph graph) {
    Parameters parameters = SeededWeights.bound(graph, 1);
    float[][] inputs = SeededWeights.inputs(graph, 2);
    CompiledKernels kernels = CompiledKernels.of(graph);
    float[][] reference = arrays(ScalarReference.outputs(parameters, inputs));
    float[][] onnxRuntime = arrays(OnnxRuntimeOracle.outputs(parameters, inputs));
    for (Machine machine : Machine.ALL) {
      int lanes = machine.lanes();
      float[][] outputs = kernels.outputs(lanes, false, 1, parameters, inputs);
      Kernels some = kernels.lanes(lanes);
      for (int ready = some.smallLeaves(); ready < some.leaves(); ready++) {
        assertEqual(
            outputs,
            CompiledKernels.outputs(some, ready, 1, parameters, inputs),
            ready + " of " + some.leaves() + " leaves");
      }
      for (int parts : new int[] {2, 3, 16}) {
        assertEqual(outputs, kernels.outputs(lanes, false, parts, parameters, inputs), "parts");
        assertEqual(outputs, kernels.outputs(lanes, true, parts, parameters, inputs), "both");
      }
      for (int i = 0; i < outputs.length; i++) {
        Agreement.elementwise(reference[i], outputs[i]);
        Agreement.elementwise(onnxRuntime[i], outputs[i]);
      }
    }
    int arena = kernels.lanes(16).arenaLength(1);
    assertEquals(arena, kernels.lanes(8).arenaLength(1), "the arena is the same on every machine");
    assertEquals(arena, kernels.lanes(4).arenaLength(1), "the arena is the same on every machine");
    BytecodeBudget.check(kernels.classes());
  }

  private static float[][] arrays(Map<String, float[]> outputs) {
    return outputs.values().toArray(float[][]::new);
  }

  private static void assertEqual(float[][] expected, float[][] actual, String message) {
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], message);
    }
  }
}
