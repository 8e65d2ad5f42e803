package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.graph.Graph;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.BytecodeBudget;
import dev.lathe.oracle.OnnxRuntimeOracle;
import dev.lathe.oracle.ScalarReference;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.plan.Machine;
import dev.lathe.runtime.Parameters;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kernel against a scalar reference in double and ONNX Runtime, at each lane count. */
class KernelAgreementTest {

  @TestFactory
  List<DynamicTest> everyCaseAgreesWithBothOracles() {
    return KernelCases.all().stream()
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> agree(graph)))
        .toList();
  }

  private static void agree(Graph graph) {
    Parameters parameters = SeededWeights.bound(graph, 1);
    float[] input = SeededWeights.input(graph, 2);
    CompiledKernels kernels = CompiledKernels.of(graph);
    float[] reference = ScalarReference.run(parameters, input);
    float[] onnxRuntime = OnnxRuntimeOracle.run(parameters, input);
    for (Machine machine : Machine.ALL) {
      int lanes = machine.lanes();
      float[] output = kernels.run(lanes, false, parameters, input);
      assertArrayEquals(output, kernels.run(lanes, true, parameters, input), "stand-ins");
      for (int parts : new int[] {2, 3, 16}) {
        assertArrayEquals(output, kernels.run(lanes, false, parts, parameters, input), "parts");
        assertArrayEquals(output, kernels.run(lanes, true, parts, parameters, input), "both");
      }
      Agreement.elementwise(reference, output);
      Agreement.elementwise(onnxRuntime, output);
    }
    int arena = kernels.lanes(16).arenaLength(1);
    assertEquals(arena, kernels.lanes(8).arenaLength(1), "the arena is the same on every machine");
    assertEquals(arena, kernels.lanes(4).arenaLength(1), "the arena is the same on every machine");
    BytecodeBudget.check(kernels.classes());
  }
}
