package dev.lathe.runtime;

import dev.lathe.runtime.WorkspacePool.Workspace;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs inferences of one model: on the caller's thread, or on a team of threads if the model has
 * one that is free. Allocates nothing in the steady state.
 */
final class Runner implements AutoCloseable {

  private final Kernels kernels;
  private final float[] packed;
  private final LeafWarmUp leaves;
  private final WorkspacePool workspaces;
  private final int steps;

  /** Null for a model of one thread. */
  private final Team team;

  private final Inference inference = new Inference();
  private final Batch batch = new Batch();

  /**
   * A runner.
   *
   * @param packed weights
   * @param leaves tells which leaves inferences may call
   * @param workspaces whose arenas have room for as many parts as threads
   * @param threads at least 1
   */
  Runner(
      Kernels kernels, float[] packed, LeafWarmUp leaves, WorkspacePool workspaces, int threads) {
    this.kernels = kernels;
    this.packed = packed;
    this.leaves = leaves;
    this.steps = kernels.steps();
    this.workspaces = workspaces;
    this.team = threads > 1 ? new Team(threads) : null;
  }

  /** One inference of a network with one input and one output. */
  void run(float[] input, float[] output) {
    Workspace own = workspaces.take();
    own.input()[0] = input;
    own.output()[0] = output;
    infer(own.input(), own.output(), own.arena());
    giveBack(own);
  }

  /** One inference; an array for each input and each output. */
  void infer(float[][] inputs, float[][] outputs) {
    Workspace own = workspaces.take();
    infer(inputs, outputs, own.arena());
    giveBack(own);
  }

  private void infer(float[][] inputs, float[][] outputs, float[] arena) {
    if (team != null && team.take()) {
      try {
        inference.set(inputs, outputs, arena, leaves.ready());
        team.run(inference, steps);
      } finally {
        inference.set(null, null, null, 0);
        team.giveBack();
      }
    } else {
      inferAlone(inputs, outputs, arena);
    }
  }

  private void giveBack(Workspace own) {
    own.input()[0] = null;
    own.output()[0] = null;
    workspaces.giveBack(own);
    leaves.inferred();
  }

  /** Inferences of as many images: side by side where each thread gets as many, and shared else. */
  void run(float[][] inputs, float[][] outputs) {
    int sideBySide = 0;
    if (team != null && inputs.length >= team.parts() && team.take()) {
      sideBySide = inputs.length - inputs.length % team.parts();
      try {
        batch.set(inputs, outputs, sideBySide);
        team.run(batch, 1);
      } finally {
        batch.set(null, null, 0);
        team.giveBack();
      }
    }
    for (int image = sideBySide; image < inputs.length; image++) {
      run(inputs[image], outputs[image]);
    }
  }

  private void inferAlone(float[][] inputs, float[][] outputs, float[] arena) {
    int ready = leaves.ready();
    for (int step = 0; step < steps; step++) {
      kernels.run(step, 0, 1, ready, inputs, outputs, arena, packed);
    }
  }

  @Override
  public void close() {
    if (team != null) {
      team.close();
    }
  }

  /** One image, every step in parts. */
  private final class Inference implements Team.Work {
    private float[][] inputs;
    private float[][] outputs;
    private float[] arena;
    private int ready;

    void set(float[][] inputs, float[][] outputs, float[] arena, int ready) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.arena = arena;
      this.ready = ready;
    }

    @Override
    public void run(int step, int part) {
      kernels.run(step, part, team.parts(), ready, inputs, outputs, arena, packed);
    }
  }

  /** Some images in one step, each on one thread; whoever is free takes the next. */
  private final class Batch implements Team.Work {
    private final AtomicInteger next = new AtomicInteger();
    private float[][] inputs;
    private float[][] outputs;
    private int images;

    void set(float[][] inputs, float[][] outputs, int images) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.images = images;
      next.set(0);
    }

    @Override
    public void run(int step, int part) {
      Workspace own = workspaces.take();
      for (int image = next.getAndIncrement(); image < images; image = next.getAndIncrement()) {
        own.input()[0] = inputs[image];
        own.output()[0] = outputs[image];
        inferAlone(own.input(), own.output(), own.arena());
      }
      Runner.this.giveBack(own);
    }
  }
}
