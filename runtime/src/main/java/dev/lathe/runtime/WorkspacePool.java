package dev.lathe.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the inferences of one model work in: as many as callers ran at once, kept for the next ones.
 * Taking and giving back neither locks nor allocates.
 */
final class WorkspacePool {

  /**
   * What one inference has to itself.
   *
   * @param arena all zero when new, and as the last run left it otherwise
   * @param input holds the caller's array, where it has one
   * @param output likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // to be written to
  record Workspace(float[] arena, float[][] input, float[][] output) {}

  private final int length;
  private final AtomicReferenceArray<Workspace> idle;

  /**
   * A pool that holds a workspace: a first inference that waited for its pages took 20 instead of
   * 13 ms.
   */
  WorkspacePool(int length) {
    this.length = length;
    this.idle = new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());
    idle.set(0, workspace());
  }

  /** A workspace for the caller alone. */
  Workspace take() {
    for (int slot = 0; slot < idle.length(); slot++) {
      Workspace workspace = idle.getAndSet(slot, null);
      if (workspace != null) {
        return workspace;
      }
    }
    return workspace();
  }

  private Workspace workspace() {
    return new Workspace(OwnRegion.zeros(length), new float[1][], new float[1][]);
  }

  /** Keeps the workspace for another call, unless more are idle than processors could use. */
  void giveBack(Workspace workspace) {
    for (int slot = 0; slot < idle.length(); slot++) {
      if (idle.compareAndSet(slot, null, workspace)) {
        return;
      }
    }
  }
}
