package dev.lathe.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The arenas of one model: as many as callers ran at once, kept for the next ones. Taking and
 * giving back neither locks nor allocates.
 */
final class ArenaPool {

  private final int length;
  private final AtomicReferenceArray<float[]> idle;

  ArenaPool(int length) {
    this.length = length;
    this.idle = new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());
  }

  /**
   * An arena for the caller alone. It is all zero when new, and as the last run left it otherwise.
   */
  float[] take() {
    for (int slot = 0; slot < idle.length(); slot++) {
      float[] arena = idle.getAndSet(slot, null);
      if (arena != null) {
        return arena;
      }
    }
    return new float[length];
  }

  /** Keeps the arena for another call, unless more are idle than processors could use. */
  void giveBack(float[] arena) {
    for (int slot = 0; slot < idle.length(); slot++) {
      if (idle.compareAndSet(slot, null, arena)) {
        return;
      }
    }
  }
}
