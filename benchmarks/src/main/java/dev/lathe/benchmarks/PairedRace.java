package dev.lathe.benchmarks;

import dev.lathe.Shape;
import dev.lathe.benchmarks.engine.Agreement;
import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Inference;
import dev.lathe.benchmarks.engine.LoadedNetwork;
import dev.lathe.benchmarks.engine.ModelFiles;
import dev.lathe.benchmarks.engine.Subject;
import dev.lathe.benchmarks.engine.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Several engines on one network in one process, taking turns in short blocks. */
final class PairedRace implements AutoCloseable {

  /** How long the race goes on: blocks of some inferences, in some rounds after a warm-up. */
  record Length(double warmUpSeconds, int rounds, int block) {}

  private record Runner(Engine engine, LoadedNetwork network, Inference inference) {}

  /**
   * Before each block: ONNX Runtime's threads look for work for 35 ms after its last inference, and
   * take the processors of whoever comes next.
   */
  private static final int PAUSE_MILLIS = 60;

  /** Inferences of a block that are not counted: their caches hold what others left. */
  private static final int UNCOUNTED = 2;

  /** FMA blocks that the peak is measured by in each round, 10 µs and more each. */
  private static final int PEAK_BLOCKS = 50;

  private final Subject subject;
  private final int threads;
  private final int batch;
  private final TemporaryFolder folder;
  private final List<Runner> runners = new ArrayList<>();
  private float sink;

  private PairedRace(Subject subject, int threads, int batch, TemporaryFolder folder) {
    this.subject = subject;
    this.threads = threads;
    this.batch = batch;
    this.folder = folder;
  }

  /**
   * Loads the network with each engine and compares the outputs with the first engine's.
   *
   * @param threads that one call may use
   * @param batch images of a call; times are per image
   * @throws IllegalStateException if they differ
   */
  static PairedRace open(Subject subject, List<Engine> engines, int threads, int batch)
      throws IOException {
    PairedRace race = new PairedRace(subject, threads, batch, TemporaryFolder.create());
    try {
      race.load(engines);
      return race;
    } catch (IOException | RuntimeException e) {
      race.close();
      throw e;
    }
  }

  private void load(List<Engine> engines) throws IOException {
    ModelFiles files = new ModelFiles(subject, folder.path());
    files.write(engines);
    for (Engine engine : engines) {
      LoadedNetwork network = engine.load(files, threads);
      runners.add(
          new Runner(engine, network, batch == 1 ? network.newCaller() : network.newBatch(batch)));
    }
    Shape shape = subject.graph().outputShape();
    List<Agreement.Output> outputs =
        runners.stream()
            .map(runner -> Agreement.Output.of(runner.engine, runner.inference, shape))
            .toList();
    for (Agreement.Output output : outputs) {
      Agreement.require(subject.name(), outputs.get(0), output);
    }
  }

  /** Runs the race. */
  PairedResult run(Length length) throws InterruptedException {
    Map<Engine, double[]> millis = new EnumMap<>(Engine.class);
    runners.forEach(runner -> millis.put(runner.engine, new double[length.rounds]));
    double[] peak = new double[length.rounds];
    double[] lineNanos = new double[length.rounds];
    long start = System.nanoTime();
    int warmUp = 0;
    while ((System.nanoTime() - start) / 1e9 < length.warmUpSeconds) {
      round(warmUp++, 0, length.block, millis);
      gigaMacsPeak();
    }
    for (int round = 0; round < length.rounds; round++) {
      round(round, round, length.block, millis);
      peak[round] = gigaMacsPeak();
      lineNanos[round] = threads > 1 ? LineProbe.nanos() : Double.NaN;
    }
    return new PairedResult(subject, threads, millis, peak, lineNanos);
  }

  /** A block of each engine; another engine begins each round, since all follow one another. */
  private void round(int first, int slot, int block, Map<Engine, double[]> millis)
      throws InterruptedException {
    for (int i = 0; i < runners.size(); i++) {
      Runner runner = runners.get((first + i) % runners.size());
      Thread.sleep(PAUSE_MILLIS);
      for (int run = 0; run < UNCOUNTED; run++) {
        runner.inference.run();
      }
      double[] each = new double[block];
      for (int run = 0; run < block; run++) {
        long start = System.nanoTime();
        runner.inference.run();
        each[run] = (System.nanoTime() - start) / 1e6 / batch;
      }
      millis.get(runner.engine)[slot] = Median.of(each);
    }
  }

  private double gigaMacsPeak() {
    double[] each = new double[PEAK_BLOCKS];
    for (int i = 0; i < PEAK_BLOCKS; i++) {
      long start = System.nanoTime();
      sink += FmaPeak.block(0.5f, 0.001f);
      each[i] = FmaPeak.macs() / (double) (System.nanoTime() - start);
    }
    return Median.of(each);
  }

  @Override
  public void close() throws IOException {
    for (Runner runner : runners) {
      runner.inference.close();
      runner.network.close();
    }
    folder.close();
  }
}
