package dev.lathe.benchmarks.engine;

import java.io.IOException;
import java.util.List;

/** A network loaded by one engine after its output agreed with another engine's. */
public final class CheckedNetwork implements AutoCloseable {

  private final TemporaryFolder folder;
  private final LoadedNetwork network;

  private CheckedNetwork(TemporaryFolder folder, LoadedNetwork network) {
    this.folder = folder;
    this.network = network;
  }

  /**
   * Writes the files of a network, loads it, and compares it: Lathe with ONNX Runtime, the native
   * engines with Lathe.
   *
   * @throws IllegalStateException if the outputs differ
   */
  public static CheckedNetwork open(Subject subject, Engine engine, int threads)
      throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    try {
      return new CheckedNetwork(
          folder, agreeing(new ModelFiles(subject, folder.path()), engine, threads));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static LoadedNetwork agreeing(ModelFiles files, Engine engine, int threads)
      throws IOException {
    Engine other = engine == Engine.LATHE ? Engine.ONNX_RUNTIME : Engine.LATHE;
    files.write(List.of(engine, other));
    Agreement.Output expected;
    try (LoadedNetwork reference = other.load(files, 1)) {
      expected = output(files.subject(), other, reference);
    }
    LoadedNetwork network = engine.load(files, threads);
    try {
      Agreement.require(files.subject().name(), expected, output(files.subject(), engine, network));
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static Agreement.Output output(Subject subject, Engine engine, LoadedNetwork network) {
    try (Inference caller = network.newCaller()) {
      return Agreement.Output.of(engine, caller, subject.graph().outputShape());
    }
  }

  /** A caller of the network. */
  public Inference newCaller() {
    return network.newCaller();
  }

  @Override
  public void close() throws IOException {
    network.close();
    folder.close();
  }
}
