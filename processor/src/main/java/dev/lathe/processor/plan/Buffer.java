package dev.lathe.processor.plan;

/**
 * A part of the arena.
 *
 * @param name unique in the plan; the generated constant that holds its offset
 * @param length floats
 * @param perThread whether each thread of an inference has one of its own
 */
public record Buffer(String name, int length, boolean perThread) {

  /** A buffer that all threads see. */
  public Buffer(String name, int length) {
    this(name, length, false);
  }

  /** A buffer of which each thread has its own. */
  static Buffer perThread(String name, int length) {
    return new Buffer(name, length, true);
  }
}
