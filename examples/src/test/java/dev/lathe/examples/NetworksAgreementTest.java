package dev.lathe.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lathe.examples.networks.EfficientNetV2S;
import dev.lathe.examples.networks.FindText;
import dev.lathe.examples.networks.FindTextTall;
import dev.lathe.examples.networks.FindTextWide;
import dev.lathe.examples.networks.Vgg16;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.Agreement;
import dev.lathe.oracle.OnnxRuntimeOracle;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Kernels;
import dev.lathe.runtime.Parameters;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The networks of the examples against ONNX Runtime on the same weights, at each lane count. */
class NetworksAgreementTest {

  private static final int[] LANE_COUNTS = {4, 8, 16};

  /** The lane count at which networks are computed in three parts as well. */
  private static final int DIVIDED = 16;

  /**
   * Those left out: VGG-16's 138 million weights are too many for the copies that this takes, and
   * VggStyle has its layers; FindTextSmall has those of the larger ones.
   */
  private static final Set<Class<?>> TOO_LARGE =
      Set.of(Vgg16.class, FindText.class, FindTextTall.class, FindTextWide.class);

  /**
   * Seeds with which a network is well conditioned. Seed 7, for one, leaves ONNX Runtime itself
   * 5e-4 of EfficientNetV2-S's range away from a reference in double; with seed 2 EfficientNet-B1
   * disagrees by more than 1e-4.
   */
  private static long seed(KnownNetwork network) {
    return network.declaration() == EfficientNetV2S.class ? 2 : 7;
  }

  @TestFactory
  List<DynamicTest> networksAgreeWithOnnxRuntime() {
    return Networks.ALL.all().stream()
        .filter(network -> !TOO_LARGE.contains(network.declaration()))
        .map(network -> DynamicTest.dynamicTest(network.name(), () -> agree(network)))
        .toList();
  }

  private static void agree(KnownNetwork network) throws ReflectiveOperationException {
    String generated =
        network.declaration().getPackageName() + ".Lathe" + network.declaration().getSimpleName();
    Graph graph = (Graph) Class.forName(generated).getMethod("graph").invoke(null);
    Parameters parameters = SeededWeights.bound(graph, seed(network));
    float[] input = SeededWeights.input(graph, seed(network) + 1);
    List<float[]> expected = List.copyOf(OnnxRuntimeOracle.outputs(parameters, input).values());
    for (int lanes : LANE_COUNTS) {
      String kernels = generated + "_Lanes" + lanes;
      float[][] outputs = run(kernels, 1, parameters, input);
      // KernelAgreementTest divides every kernel, at each lane count.
      float[][] inThreeParts = lanes == DIVIDED ? run(kernels, 3, parameters, input) : outputs;
      assertEquals(expected.size(), outputs.length, "outputs");
      for (int i = 0; i < outputs.length; i++) {
        assertArrayEquals(outputs[i], inThreeParts[i], "three parts");
        Agreement.withinRange(expected.get(i), outputs[i]);
        if (graph.shape(graph.outputs().get(i)).pixels() == 1) {
          assertEquals(top(expected.get(i)), top(outputs[i]), "the five largest outputs");
        }
      }
    }
  }

  private static float[][] run(
      String className, int parts, Parameters parameters, float[]... inputs)
      throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(className).getDeclaredConstructor();
    constructor.setAccessible(true);
    Kernels kernels = (Kernels) constructor.newInstance();
    float[] packed = new float[kernels.packedLength()];
    kernels.pack(parameters, packed);
    Graph graph = parameters.graph();
    float[][] outputs =
        graph.outputs().stream()
            .map(output -> new float[graph.shape(output).elements()])
            .toArray(float[][]::new);
    float[] arena = new float[kernels.arenaLength(parts)];
    for (int step = 0; step < kernels.steps(); step++) {
      for (int part = 0; part < parts; part++) {
        kernels.run(step, part, parts, kernels.leaves(), inputs, outputs, arena, packed);
      }
    }
    return outputs;
  }

  private static List<Integer> top(float[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Float.compare(values[b], values[a]))
        .limit(5)
        .toList();
  }
}
