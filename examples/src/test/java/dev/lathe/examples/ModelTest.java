package dev.lathe.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lathe.Shape;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.examples.networks.LatheMobileNetV2_035_128;
import dev.lathe.examples.networks.MobileNetV2_035_128;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Kernels;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a loaded model promises its callers. */
class ModelTest {

  private static final Graph GRAPH = LatheMobileNetV2_035_128.graph();
  private static MobileNetV2_035_128 model;

  @BeforeAll
  static void load() {
    Weights weights = Weights.of(SeededWeights.of(GRAPH, 1));
    model = LatheMobileNetV2_035_128.load(weights, WarmUp.OFF);
  }

  @Test
  void answersTheStaticReport() {
    assertEquals(new Shape(128, 128, 3), model.inputShape());
    assertEquals(new Shape(1, 1, 1000), model.outputShape());
    assertEquals(new Shape(32, 32, 8), model.stage2().outputShape());
    assertEquals(11, model.layers().size());
    assertEquals(20_220_672, model.layers().stream().mapToLong(layer -> layer.macs()).sum());
  }

  @Test
  void warmingUpChangesNoResult() {
    float[] input = SeededWeights.input(GRAPH, 2);
    MobileNetV2_035_128 warm =
        LatheMobileNetV2_035_128.load(Weights.of(SeededWeights.of(GRAPH, 1)));
    assertArrayEquals(model.run(input), warm.run(input));
  }

  @Test
  void callersAtOnceGetWhatOneCallerGets() throws Exception {
    List<float[]> inputs = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inputs.add(SeededWeights.input(GRAPH, i));
      expected.add(model.run(inputs.get(i)));
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        float[] input = inputs.get(i);
        float[] result = expected.get(i);
        tasks.add(
            () -> {
              for (int run = 0; run < 25; run++) {
                assertArrayEquals(result, model.run(input));
              }
              return null;
            });
      }
      for (Future<Void> done : callers.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  @Test
  void runningAllocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] input = SeededWeights.input(GRAPH, 3);
    float[] output = new float[1000];
    for (int i = 0; i < 3_000; i++) {
      model.run(input, output);
    }
    int runs = 200;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < runs; i++) {
      model.run(input, output);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < runs, runs + " runs allocated " + allocated + " bytes");
  }

  @Test
  void arraysOfAnotherLengthAreRejectedUntouched() {
    float[] output = new float[999];
    Arrays.fill(output, 7f);
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class, () -> model.run(new float[128 * 128 * 3], output));
    assertTrue(wrong.getMessage().startsWith("[ArrayLength]"), wrong.getMessage());
    for (float value : output) {
      assertEquals(7f, value);
    }
    assertThrows(IllegalArgumentException.class, () -> model.run(new float[5]));
  }

  @Test
  void notANumberAndInfinityComeBackWithoutAnException() {
    float[] input = new float[128 * 128 * 3];
    for (float value :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f}) {
      Arrays.fill(input, value);
      assertEquals(1000, model.run(input).length);
    }
    float[] usual = SeededWeights.input(GRAPH, 2);
    for (float value : model.run(usual)) {
      assertFalse(Float.isNaN(value), "a later run is not affected");
    }
  }

  @Test
  void theReportSaysWhatRunTimeUses() throws Exception {
    for (KnownNetwork network : Networks.ALL.all()) {
      String name = network.declaration().getName();
      try (Reader report =
          new InputStreamReader(
              network.declaration().getResourceAsStream("/META-INF/lathe/" + name + ".json"),
              StandardCharsets.UTF_8)) {
        JsonObject totals =
            JsonParser.parseReader(report).getAsJsonObject().getAsJsonObject("totals");
        for (int lanes : new int[] {4, 8, 16}) {
          String kernelsName =
              network.declaration().getPackageName()
                  + ".Lathe"
                  + network.declaration().getSimpleName()
                  + "_Lanes"
                  + lanes;
          Constructor<?> constructor = Class.forName(kernelsName).getDeclaredConstructor();
          constructor.setAccessible(true);
          Kernels kernels = (Kernels) constructor.newInstance();
          assertEquals(totals.get("arenaBytes").getAsLong(), 4L * kernels.arenaLength(1), name);
          if (lanes == 16) {
            assertEquals(totals.get("weightBytes").getAsLong(), 4L * kernels.packedLength(), name);
          }
        }
      }
    }
  }
}
