package dev.lathe.benchmarks.engine;

/** A network that an engine has loaded, ready for any number of callers. */
public interface LoadedNetwork extends AutoCloseable {

  /** A caller with an input and an output of its own; different callers may run at once. */
  Inference newCaller();

  /** Frees what the engine holds. Close the callers first. */
  @Override
  void close();
}
