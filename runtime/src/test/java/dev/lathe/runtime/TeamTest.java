package dev.lathe.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TeamTest {

  /** Each step adds what all parts of the step before it left, so that an early start shows. */
  private static final class Sums implements Team.Work {
    private final int parts;
    private final long[][] values;

    Sums(int parts, int steps) {
      this.parts = parts;
      this.values = new long[steps + 1][parts];
      Arrays.fill(values[0], 1);
    }

    @Override
    public void run(int step, int part) {
      long sum = 0;
      for (long value : values[step]) {
        sum += value;
      }
      values[step + 1][part] += sum % 1_000_003 + part;
    }

    long[] result(int steps) {
      return values[steps];
    }

    long[] expected(int steps) {
      Sums alone = new Sums(parts, steps);
      for (int step = 0; step < steps; step++) {
        for (int part = 0; part < parts; part++) {
          alone.run(step, part);
        }
      }
      return alone.result(steps);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void everyPartRunsOnceAndNoStepBeginsEarly(int parts) {
    int steps = 500;
    try (Team team = new Team(parts)) {
      for (int round = 0; round < 40; round++) {
        Sums sums = new Sums(parts, steps);
        assertTrue(team.take());
        team.run(sums, steps);
        team.giveBack();
        assertArrayEquals(sums.expected(steps), sums.result(steps));
      }
    }
  }

  /** A thread begins a part and does not go on until the others have done all the rest. */
  @Test
  void aThreadThatIsHeldUpHoldsNobodyUp() {
    int parts = 3;
    CountDownLatch rest = new CountDownLatch(parts - 1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean held = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    try (Team team = new Team(parts)) {
      assertTrue(team.take());
      team.run(
          (step, part) -> {
            if (Thread.currentThread() == caller) {
              await(begun);
              rest.countDown();
            } else if (held.compareAndSet(false, true)) {
              begun.countDown();
              await(rest);
            } else {
              rest.countDown();
            }
          },
          1);
      team.giveBack();
    }
    assertEquals(0, rest.getCount());
  }

  @Test
  void aFailureReachesTheCallerAndTheTeamGoesOn() {
    try (Team team = new Team(3)) {
      IllegalStateException thrown = new IllegalStateException("part 2");
      AtomicInteger later = new AtomicInteger();
      Team.Work failing =
          (step, part) -> {
            if (step == 1 && part == 2) {
              throw thrown;
            }
            if (step > 1) {
              later.incrementAndGet();
            }
          };
      assertTrue(team.take());
      assertSame(thrown, assertThrows(RuntimeException.class, () -> team.run(failing, 4)));
      assertEquals(0, later.get(), "steps behind the failure are left out");
      Sums sums = new Sums(3, 10);
      team.run(sums, 10);
      team.giveBack();
      assertArrayEquals(sums.expected(10), sums.result(10));
    }
  }

  @Test
  void onlyOneCallerHasTheTeam() {
    try (Team team = new Team(2)) {
      assertTrue(team.take());
      assertFalse(team.take());
      team.giveBack();
      assertTrue(team.take());
      team.giveBack();
    }
  }

  @Test
  void sleepingThreadsWakeUpForWork() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (Team team = new Team(2)) {
      for (int round = 0; round < 200 && seen.size() < 2; round++) {
        sleep(2); // longer than a thread spins
        assertTrue(team.take());
        team.run(
            (step, part) -> {
              seen.add(Thread.currentThread());
              sleep(1);
            },
            4);
        team.giveBack();
      }
      assertEquals(2, seen.size());
    }
  }

  @Test
  void closingEndsTheThreads() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Team team = new Team(4);
    assertTrue(team.take());
    team.run(
        (step, part) -> {
          seen.add(Thread.currentThread());
          sleep(1);
        },
        50);
    team.giveBack();
    team.close();
    seen.remove(Thread.currentThread());
    assertFalse(seen.isEmpty());
    seen.forEach(thread -> assertFalse(thread.isAlive(), thread.getName()));
    assertFalse(team.take());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
