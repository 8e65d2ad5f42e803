package dev.lathe.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is deleted with all that it holds when closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /** Creates a folder. */
  public static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("lathe-benchmarks"));
  }

  @Override
  public void close() throws IOException {
    List<Path> entries;
    try (Stream<Path> found = Files.walk(path)) {
      entries = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.delete(entry);
    }
  }
}
