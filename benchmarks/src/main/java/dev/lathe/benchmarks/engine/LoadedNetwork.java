package dev.lathe.benchmarks.engine;

/** A network that an engine has loaded, ready for any number of callers. */
public interface LoadedNetwork extends AutoCloseable {

  /** A caller with an input and an output of its own; different callers may run at once. */
  Inference newCaller();

  /**
   * A caller that computes several images, the same one each time, in a run. An engine without
   * batches, or with models of one image, computes one after the other.
   */
  default Inference newBatch(int images) {
    Inference caller = newCaller();
    return new Inference() {
      @Override
      public void run() {
        for (int image = 0; image < images; image++) {
          caller.run();
        }
      }

      @Override
      public float[] output() {
        return caller.output();
      }

      @Override
      public void close() {
        caller.close();
      }
    };
  }

  /** Frees what the engine holds. Close the callers first. */
  @Override
  void close();
}
