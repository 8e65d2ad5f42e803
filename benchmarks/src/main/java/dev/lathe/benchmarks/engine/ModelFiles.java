package dev.lathe.benchmarks.engine;

import dev.lathe.graph.Graph;
import dev.lathe.oracle.SeededWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * A network as the engines' files: for each engine the model with the same seeded weights, and one
 * input in the order that the engine reads.
 */
public record ModelFiles(Subject subject, Path folder) {

  private static final long SEED = 2026;

  /** Writes what the engines need. */
  public void write(Collection<Engine> engines) throws IOException {
    Graph graph = subject.graph();
    float[] input = SeededWeights.input(graph, SEED);
    for (Engine engine : engines) {
      engine.write(graph, SEED, model(engine));
      float[] ordered = engine.layout().fromHwc(input, graph.inputShape());
      ByteBuffer bytes =
          ByteBuffer.allocate(ordered.length * Float.BYTES).order(ByteOrder.nativeOrder());
      bytes.asFloatBuffer().put(ordered);
      Files.write(inputFile(engine.layout()), bytes.array());
    }
  }

  /** An engine's model. */
  public Path model(Engine engine) {
    return folder.resolve(subject.name() + "." + engine.extension());
  }

  /** The input as floats in a direct buffer, which the native engines read in place. */
  public ByteBuffer input(Layout layout) throws IOException {
    try (FileChannel file = FileChannel.open(inputFile(layout), StandardOpenOption.READ)) {
      ByteBuffer input =
          ByteBuffer.allocateDirect(Math.toIntExact(file.size())).order(ByteOrder.nativeOrder());
      while (input.hasRemaining()) {
        if (file.read(input) < 0) {
          throw new IOException("[Input] " + inputFile(layout) + " became shorter");
        }
      }
      return input.flip();
    }
  }

  private Path inputFile(Layout layout) {
    return folder.resolve(subject.name() + "." + layout.name());
  }
}
