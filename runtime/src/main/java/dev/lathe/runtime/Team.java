package dev.lathe.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share one model's inferences: the caller and daemon threads beside it. Work is a
 * sequence of steps, each in as many parts as there are threads, and no step begins before all
 * parts of the one before it are finished.
 *
 * <p>A part is computed by whoever claims it first. Every thread begins with the part of its own
 * number, whose data its caches hold, and then takes those that nobody has begun: a thread that
 * sleeps, or waits for a processor, holds nobody up. Waiting threads spin for a while before they
 * sleep, and end after some seconds without work; the next work starts them anew.
 */
final class Team implements AutoCloseable {

  /** Work in steps. */
  interface Work {
    /** Computes one part of a step. */
    void run(int step, int part);
  }

  private static final long SPIN_NANOS = 100_000;
  private static final int SPINS = 32;
  private static final long IDLE_NANOS = 5_000_000_000L;

  /**
   * Longs from one shared number to the next: two cache lines, which prefetchers fetch together.
   */
  private static final int APART = 16;

  /** The current step, counted through the team's life. */
  private static final int STEP = APART;

  /** The step at which the current work ends. */
  private static final int END = 2 * APART;

  /** Unfinished parts of the current step. */
  private static final int LEFT = 3 * APART;

  /** Threads that sleep. */
  private static final int SLEEPING = 4 * APART;

  /** For each part, the last step that was claimed. */
  private static final int CLAIMED = 5 * APART;

  private final int parts;
  private final AtomicLongArray shared;
  private final AtomicReferenceArray<Thread> sleepers;
  private final AtomicReferenceArray<Thread> threads;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean closed;

  // Written by the caller before END, read by those who claimed a part.
  private Work work;
  private long firstStep;

  Team(int parts) {
    this.parts = parts;
    this.shared = new AtomicLongArray(CLAIMED + (parts + 1) * APART);
    this.sleepers = new AtomicReferenceArray<>(parts);
    this.threads = new AtomicReferenceArray<>(parts);
    shared.set(LEFT, parts);
    for (int part = 0; part < parts; part++) {
      shared.set(CLAIMED + part * APART, -1);
    }
  }

  /** Threads of the team, and parts of each step. */
  int parts() {
    return parts;
  }

  /** Takes the team for one caller's work; false if another caller has it, or it is closed. */
  boolean take() {
    return !closed && taken.compareAndSet(false, true);
  }

  /** Gives the team back to any caller. */
  void giveBack() {
    taken.set(false);
  }

  /**
   * Does all steps of some work. The caller has taken the team.
   *
   * @throws RuntimeException what the first failing part threw; later steps are then left out
   */
  void run(Work some, int steps) {
    startThreads();
    work = some;
    firstStep = shared.get(STEP);
    shared.set(END, firstStep + steps);
    wakeSleepers();
    help(0);
    work = null;
    Throwable thrown = failure.getAndSet(null);
    switch (thrown) {
      case null -> {}
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
  }

  /** Ends the threads and waits until they have ended; callers' later work is refused. */
  @Override
  public void close() {
    closed = true;
    for (int i = 1; i < parts; i++) {
      Thread thread = threads.get(i);
      if (thread != null) {
        LockSupport.unpark(thread);
        joined(thread);
      }
    }
  }

  private static void joined(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void startThreads() {
    for (int i = 1; i < parts; i++) {
      if (threads.get(i) == null && !closed) {
        int self = i;
        Thread thread = new Thread(() -> serve(self), "lathe-" + i);
        thread.setDaemon(true);
        threads.set(i, thread);
        thread.start();
      }
    }
  }

  /** A thread's life. */
  private void serve(int self) {
    while (awaitWork(self)) {
      help(self);
    }
    threads.set(self, null);
  }

  private boolean awaitWork(int self) {
    long idleSince = System.nanoTime();
    while (shared.get(STEP) >= shared.get(END)) {
      if (closed || System.nanoTime() - idleSince > IDLE_NANOS) {
        return false;
      }
      await(self, idleSince, shared.get(STEP), true);
    }
    return !closed;
  }

  /** Computes parts until the work's last step is finished. */
  private void help(int self) {
    long step = shared.get(STEP);
    while (step < shared.get(END)) {
      for (int i = 0; i < parts; i++) {
        int part = self + i < parts ? self + i : self + i - parts;
        if (shared.compareAndSet(CLAIMED + part * APART, step - 1, step)) {
          compute(step, part);
        }
      }
      long since = System.nanoTime();
      while (shared.get(STEP) == step) {
        await(self, since, step, false);
      }
      step = shared.get(STEP);
    }
  }

  private void compute(long step, int part) {
    try {
      if (failure.get() == null) {
        work.run((int) (step - firstStep), part);
      }
    } catch (Throwable e) { // the caller throws it
      failure.compareAndSet(null, e);
    }
    if (shared.decrementAndGet(LEFT) == 0) {
      shared.set(LEFT, parts);
      shared.set(STEP, step + 1);
      wakeSleepers();
    }
  }

  /**
   * Spins some turns, or sleeps if the wait has lasted long.
   *
   * @param step the step that is current as far as this thread knows
   * @param idle whether it waits for work, not for the end of the step
   */
  private void await(int self, long since, long step, boolean idle) {
    if (System.nanoTime() - since < SPIN_NANOS) {
      for (int i = 0; i < SPINS && shared.get(STEP) == step && !(idle && hasWork()); i++) {
        Thread.onSpinWait();
      }
      return;
    }
    sleepers.set(self, Thread.currentThread());
    shared.incrementAndGet(SLEEPING);
    // Whoever changes what is awaited looks for sleepers afterwards.
    if (shared.get(STEP) == step && !(idle && (hasWork() || closed))) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    shared.decrementAndGet(SLEEPING);
    sleepers.set(self, null);
  }

  private boolean hasWork() {
    return shared.get(STEP) < shared.get(END);
  }

  private void wakeSleepers() {
    if (shared.get(SLEEPING) == 0) {
      return;
    }
    for (int i = 0; i < parts; i++) {
      Thread sleeper = sleepers.get(i);
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
  }
}
