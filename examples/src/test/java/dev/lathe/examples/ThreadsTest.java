package dev.lathe.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lathe.Model;
import dev.lathe.Threads;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.examples.networks.LatheMobileNetV3Small;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.SeededWeights;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inferences and batches that share threads. On one processor all of them run alone. */
@Timeout(120)
final class ThreadsTest {

  private static final Graph GRAPH = LatheMobileNetV3Small.graph();

  private static final Weights WEIGHTS = Weights.of(SeededWeights.of(GRAPH, 7));

  private static List<float[]> inputs = new ArrayList<>();
  private static List<float[]> expected = new ArrayList<>();

  @BeforeAll
  static void runAlone() {
    try (Model alone = load(1)) {
      for (int image = 0; image < 5; image++) {
        inputs.add(SeededWeights.input(GRAPH, image));
        expected.add(alone.run(inputs.get(image)));
      }
    }
  }

  private static Model load(int threads) {
    return LatheMobileNetV3Small.load(WEIGHTS, Threads.of(threads), WarmUp.OFF);
  }

  @Test
  void everyNumberOfThreadsGivesTheSameBits() {
    for (int threads : new int[] {2, 3, 64}) {
      try (Model model = load(threads)) {
        for (int run = 0; run < 20; run++) {
          int image = run % inputs.size();
          assertArrayEquals(expected.get(image), model.run(inputs.get(image)));
        }
      }
    }
  }

  @Test
  void aBatchGivesWhatItsImagesGive() {
    for (int threads : new int[] {1, 2}) {
      try (Model model = load(threads)) {
        for (int images = 0; images <= 5; images++) {
          float[][] outputs = new float[images][1000];
          model.run(inputs.subList(0, images).toArray(float[][]::new), outputs);
          for (int image = 0; image < images; image++) {
            assertArrayEquals(expected.get(image), outputs[image]);
          }
        }
      }
    }
  }

  @Test
  void aBatchThatDoesNotFitIsRejectedUntouched() {
    try (Model model = load(2)) {
      float[][] outputs = {new float[1000], new float[999]};
      float[][] two = {inputs.get(0), inputs.get(1)};
      IllegalArgumentException length =
          assertThrows(IllegalArgumentException.class, () -> model.run(two, outputs));
      assertTrue(length.getMessage().startsWith("[ArrayLength]"), length.getMessage());
      assertArrayEquals(new float[1000], outputs[0]);
      IllegalArgumentException count =
          assertThrows(IllegalArgumentException.class, () -> model.run(two, new float[1][1000]));
      assertTrue(count.getMessage().startsWith("[BatchLength]"), count.getMessage());
    }
  }

  @Test
  void callersAndModelsAtOnceGetWhatOneCallerGets() throws Exception {
    try (Model first = load(2);
        Model second = load(2);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        Model model = caller % 2 == 0 ? first : second;
        int image = caller;
        tasks.add(
            () -> {
              for (int run = 0; run < 20; run++) {
                assertArrayEquals(expected.get(image), model.run(inputs.get(image)));
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
    var beans = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Model model = LatheMobileNetV3Small.load(WEIGHTS, Threads.of(2))) { // warmed up
      float[][] batch = inputs.toArray(float[][]::new);
      float[][] outputs = new float[batch.length][1000];
      for (int i = 0; i < 400; i++) {
        model.run(batch, outputs);
      }
      Set<Thread> team = threads();
      long before = allocated(beans, team);
      for (int run = 0; run < 50; run++) {
        model.run(batch, outputs);
      }
      long bytes = allocated(beans, team) - before;
      assertTrue(bytes < 250, "250 inferences allocated " + bytes + " bytes");
    }
  }

  private static long allocated(com.sun.management.ThreadMXBean beans, Set<Thread> team) {
    long bytes = beans.getCurrentThreadAllocatedBytes();
    for (Thread thread : team) {
      bytes += beans.getThreadAllocatedBytes(thread.threadId());
    }
    return bytes;
  }

  @Test
  void closingEndsTheThreadsAndRefusesRuns() {
    Set<Thread> before = threads();
    Model model = load(2);
    model.run(inputs.get(0));
    model.close();
    model.close();
    assertEquals(before, threads());
    IllegalStateException closed =
        assertThrows(IllegalStateException.class, () -> model.run(inputs.get(0)));
    assertTrue(closed.getMessage().startsWith("[Closed]"), closed.getMessage());
  }

  @Test
  void noThreadsAreNoNumber() {
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Threads.of(0));
    assertTrue(none.getMessage().startsWith("[Threads]"), none.getMessage());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("lathe-\\d+"))
        .collect(Collectors.toSet());
  }
}
