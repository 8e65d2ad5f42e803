package dev.lathe.benchmarks.engine;

/** One caller of a loaded network, with its input set. For one thread at a time. */
public interface Inference extends AutoCloseable {

  /**
   * Computes the output once.
   *
   * @throws IllegalStateException if a native engine fails
   */
  void run();

  /** The last run's output, a copy in the engine's layout. */
  float[] output();

  /** Frees what the caller holds. */
  @Override
  void close();
}
