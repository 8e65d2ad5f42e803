package dev.lathe.benchmarks;

import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Inference;
import dev.lathe.benchmarks.engine.LoadedNetwork;
import dev.lathe.benchmarks.engine.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A fresh process that loads a network, runs it at once, and goes on until it is steady. It uses
 * nothing before the first result but what an application would.
 */
final class ColdStartProcess {

  private static final double NEAR = 1.1;
  private static final int IN_A_ROW = 5;

  private ColdStartProcess() {}

  /** The arguments that {@link #main} reads. */
  static List<String> arguments(
      Engine engine, PublishedNetwork network, Path folder, double seconds, Path result) {
    return List.of(
        engine.name(),
        network.name(),
        folder.toString(),
        Double.toString(seconds),
        result.toString(),
        Long.toString(System.currentTimeMillis()));
  }

  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    double entered = System.currentTimeMillis() - Long.parseLong(arguments[5]);
    Engine engine = Engine.valueOf(arguments[0]);
    PublishedNetwork subject = PublishedNetwork.valueOf(arguments[1]);
    ModelFiles files = new ModelFiles(subject, Path.of(arguments[2]));
    long limit = (long) (Double.parseDouble(arguments[3]) * 1e9);
    try (LoadedNetwork network = engine.load(files, 1);
        Inference inference = network.newCaller()) {
      long[] ends = new long[1024];
      ends[0] = System.nanoTime();
      inference.run();
      ends[1] = System.nanoTime();
      float[] output = inference.output();
      int inferences = 1;
      // Each duration counts from the end before it, so nothing but inferences may happen here.
      while (ends[inferences] - ends[1] < limit) {
        if (inferences + 1 == ends.length) {
          ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        inference.run();
        ends[++inferences] = System.nanoTime();
      }
      double[] millis = new double[inferences];
      for (int i = 0; i < inferences; i++) {
        millis[i] = (ends[i + 1] - ends[i]) / 1e6;
      }
      double steady = Median.of(Arrays.copyOfRange(millis, inferences * 2 / 3, inferences));
      int near = firstNear(millis, NEAR * steady);
      new ColdRun(
              entered,
              entered + (ends[0] - start) / 1e6,
              entered + (ends[1] - start) / 1e6,
              millis[0],
              entered + (ends[near + 1] - start) / 1e6,
              steady,
              peakMiB(),
              output)
          .write(Path.of(arguments[4]));
    }
  }

  /** The first inference from which the median of five is below a limit. */
  private static int firstNear(double[] millis, double limit) {
    for (int i = 0; i + IN_A_ROW <= millis.length; i++) {
      if (millis[i] <= limit && Median.of(Arrays.copyOfRange(millis, i, i + IN_A_ROW)) <= limit) {
        return i;
      }
    }
    return millis.length - 1;
  }

  /** The line {@code VmHWM: 123456 kB} of Linux. */
  private static double peakMiB() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }
}
