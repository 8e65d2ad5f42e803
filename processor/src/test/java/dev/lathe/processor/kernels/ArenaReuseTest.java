package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.processor.plan.Machine;
import dev.lathe.runtime.Kernels;
import dev.lathe.runtime.Parameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What one inference leaves in the arena must not reach the next. */
class ArenaReuseTest {

  private static final Graph GRAPH =
      new GraphBuilder("reuse", new Shape(29, 23, 3))
          .conv("stem", 24, 3, 2, Activation.HARD_SWISH)
          .mbconv(
              "b.0",
              44,
              24,
              3,
              Extent.square(1),
              Activation.RELU,
              5,
              new Op.Activate(Activation.HARD_SIGMOID))
          .mbconv(
              "b.1",
              100,
              20,
              5,
              Extent.square(2),
              Activation.HARD_SWISH,
              0,
              new Op.Activate(Activation.HARD_SIGMOID))
          .dense("dense", 7)
          .build();

  @Test
  void aRunAfterOneOnNotANumberEqualsAFirstRun() {
    Parameters parameters = SeededWeights.bound(GRAPH, 3);
    float[] input = SeededWeights.input(GRAPH, 4);
    float[] rubbish = new float[input.length];
    Arrays.fill(rubbish, Float.NaN);
    CompiledKernels compiled = CompiledKernels.of(GRAPH);
    for (Machine machine : Machine.ALL) {
      Kernels kernels = compiled.lanes(machine.lanes());
      float[] packed = new float[kernels.packedLength()];
      kernels.pack(parameters, packed);
      float[] arena = new float[kernels.arenaLength(2)];
      float[] first = new float[7];
      float[] unknown = new float[7];
      float[] again = new float[7];
      run(kernels, true, 1, input, first, arena, packed);
      run(kernels, true, 2, rubbish, unknown, arena, packed);
      Arrays.fill(rubbish, Float.POSITIVE_INFINITY);
      run(kernels, false, 1, rubbish, unknown, arena, packed);
      run(kernels, false, 2, input, again, arena, packed);
      assertArrayEquals(first, again, "at " + machine.lanes() + " lanes");
    }
  }

  @Test
  void integerReluTreatsNotANumberAsDocumented() {
    Graph graph =
        new GraphBuilder("nan", new Shape(1, 1, 4)).add("relu6", relu(Activation.RELU6)).build();
    float negativeNan = Float.intBitsToFloat(0xffc00000);
    float[] input = {Float.NaN, negativeNan, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    Parameters parameters = SeededWeights.bound(graph, 1);
    for (Machine machine : Machine.ALL) {
      float[] output = CompiledKernels.of(graph).run(machine.lanes(), false, parameters, input);
      assertArrayEquals(new float[] {6, 0, 6, 0}, output);
    }
    Graph relu =
        new GraphBuilder("nan", new Shape(1, 1, 4)).add("relu", relu(Activation.RELU)).build();
    Parameters none = SeededWeights.bound(relu, 1);
    for (Machine machine : Machine.ALL) {
      float[] output = CompiledKernels.of(relu).run(machine.lanes(), false, none, input);
      assertEquals(0f, output[1]);
      assertEquals(Float.POSITIVE_INFINITY, output[2]);
      assertEquals(true, Float.isNaN(output[0]));
    }
  }

  private static void run(
      Kernels kernels,
      boolean standIns,
      int parts,
      float[] input,
      float[] output,
      float[] arena,
      float[] packed) {
    float[][] inputs = {input};
    float[][] outputs = {output};
    CompiledKernels.run(kernels, standIns, parts, inputs, outputs, arena, packed);
  }

  private static Op relu(Activation activation) {
    return new Op.Activate(activation);
  }
}
