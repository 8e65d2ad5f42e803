package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The warm-up of leaves that only count their calls. */
class LeafWarmUpTest {

  /** What HotSpot wants before it hands a method to its second compiler. */
  private static final int TIER_4_INVOCATIONS = 5_000;

  @Test
  void eachLeafIsCalledOftenButComputesRarely() {
    Counted kernels = new Counted(2, 2);
    LeafWarmUp.begin(kernels).awaitSmallLeaves();
    for (int leaf = 0; leaf < 2; leaf++) {
      assertThat(kernels.empty.get(leaf)).isGreaterThan(TIER_4_INVOCATIONS);
      assertThat(kernels.computing.get(leaf)).isBetween(2, kernels.empty.get(leaf) / 500);
    }
  }

  @Test
  @Timeout(30)
  void aLargeLeafComputesInFewCallsOfManyTurns() throws InterruptedException {
    Counted kernels = new Counted(2, 1);
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    while (warmUp.ready() < 2) {
      Thread.sleep(1);
    }
    assertThat(kernels.empty.get(1)).isGreaterThan(TIER_4_INVOCATIONS);
    assertThat(kernels.computing.get(1)).isBetween(2, 20);
    assertThat(kernels.turns.get(1)).isGreaterThan(2 * 40);
  }

  @Test
  void smallLeavesTakeTurnsSoThatNoneIsInlinedIntoItsCaller() {
    Counted kernels = new Counted(4, 4);
    LeafWarmUp.begin(kernels).awaitSmallLeaves();
    assertThat(kernels.longestRun).isLessThan(100);
  }

  @Test
  void smallLeavesAreReadyBeforeALargeOneIsTouched() {
    Counted kernels = new Counted(3, 2);
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    warmUp.awaitSmallLeaves();
    assertThat(warmUp.ready()).isGreaterThanOrEqualTo(2);
    assertThat(kernels.order).startsWith(0, 1);
  }

  @Test
  void aLargeLeafIsNotReadyWhileItIsWarmed() {
    Counted kernels = new Counted(3, 2);
    kernels.held = 2;
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    warmUp.awaitSmallLeaves();
    assertThat(warmUp.ready()).isEqualTo(2);
    kernels.hold.countDown();
  }

  @Test
  @Timeout(30)
  void largeLeavesGiveWayToTheFirstInference() throws InterruptedException {
    Counted kernels = new Counted(3, 2);
    kernels.held = 1;
    kernels.releaseWhenWaiting(Thread.currentThread());
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    warmUp.awaitSmallLeaves();
    assertThat(kernels.order).containsExactly(0, 1);
    warmUp.inferred();
    while (warmUp.ready() < 3) {
      Thread.sleep(1);
    }
  }

  @Test
  @Timeout(30)
  void largeLeavesDoNotWaitForeverForAnInference() throws InterruptedException {
    Counted kernels = new Counted(3, 2);
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    warmUp.awaitSmallLeaves();
    while (warmUp.ready() < 3) {
      Thread.sleep(1);
    }
  }

  @Test
  @Timeout(30)
  void aLeafForTwoStridesIsReadyBeforeTheNextIsTouched() throws InterruptedException {
    Counted kernels = new Counted(4, 2);
    kernels.forAnyStrides = 2;
    kernels.held = 3;
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    while (warmUp.ready() < 3) {
      Thread.sleep(1);
    }
    kernels.hold.countDown();
  }

  @Test
  @Timeout(30)
  void aLeafThatIsInterpretedAgainOnceItComputesIsNotReady() {
    Counted kernels = new Counted(1, 1);
    kernels.trapping = true;
    LeafWarmUp.begin(kernels).awaitSmallLeaves();
    assertThat(kernels.trapping).isFalse();
    assertThat(kernels.interpretedUntil).isBetween(1, kernels.empty.get(0));
  }

  @Test
  void aWarmUpThatFailedSaysSoInsteadOfWaitingForGood() {
    Counted kernels = new Counted(2, 2);
    kernels.failing = 1;
    LeafWarmUp warmUp = LeafWarmUp.begin(kernels);
    assertThatThrownBy(warmUp::awaitSmallLeaves)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[WarmUp]")
        .hasMessageContaining("of 2");
  }

  @Test
  void withoutWarmUpAllLeavesAreReady() {
    LeafWarmUp warmUp = LeafWarmUp.none(new Counted(3, 2));
    warmUp.awaitSmallLeaves();
    assertThat(warmUp.ready()).isEqualTo(3);
  }

  /** Kernels whose leaves count what they are asked for. */
  private static final class Counted implements Kernels {
    private final int leaves;
    private final int small;
    private final Map<Integer, Integer> empty = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> computing = new ConcurrentHashMap<>();

    /** Of the inner loops, all tiles together. */
    private final Map<Integer, Integer> turns = new ConcurrentHashMap<>();

    private int last = -1;
    private int run;

    /** The most empty calls of one leaf without one of another between them. */
    private volatile int longestRun;

    /** Leaves in the order of their first calls. */
    private final List<Integer> order = new CopyOnWriteArrayList<>();

    private final CountDownLatch hold = new CountDownLatch(1);
    private volatile int held = -1;
    private volatile int failing = -1;
    private int forAnyStrides;

    /** Whether the leaf, compiled by now, has never computed for the compiler to see. */
    private volatile boolean trapping;

    /** Empty calls until the leaf is compiled again. */
    private volatile int interpretedUntil;

    Counted(int leaves, int small) {
      this.leaves = leaves;
      this.small = small;
      this.forAnyStrides = leaves;
    }

    /** Lets the held leaf go once a thread waits for it. */
    void releaseWhenWaiting(Thread thread) {
      Thread.startVirtualThread(
          () -> {
            while (thread.getState() != Thread.State.WAITING) {
              LockSupport.parkNanos(1_000_000);
            }
            hold.countDown();
          });
    }

    @Override
    public void warmUp(
        int leaf, int at, int tiles, int turns, float[] in, float[] weights, float[] out) {
      if (leaf == failing) {
        throw new IllegalArgumentException("leaf " + leaf + " cannot be called");
      }
      if (leaf == held) {
        await();
      }
      if (tiles == 0) {
        run = leaf == last ? run + 1 : 1;
        last = leaf;
        longestRun = Math.max(longestRun, run);
      }
      this.turns.merge(leaf, tiles * turns, Integer::sum);
      trap(tiles, empty.getOrDefault(leaf, 0));
      if (tiles == 0 && empty.getOrDefault(leaf, 0) < interpretedUntil) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 10L * at) {
          Thread.onSpinWait();
        }
      }
      if ((tiles == 0 ? empty : computing).merge(leaf, 1, Integer::sum) == 1 && tiles > 0) {
        order.add(leaf);
      }
    }

    /** Has a leaf that computes after it was compiled interpreted for as many calls again. */
    private void trap(int tiles, int calls) {
      if (trapping && tiles > 0 && calls > TIER_4_INVOCATIONS) {
        trapping = false;
        interpretedUntil = calls + TIER_4_INVOCATIONS;
      }
    }

    private void await() {
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int leaves() {
      return leaves;
    }

    @Override
    public int smallLeaves() {
      return small;
    }

    @Override
    public int earlyLeaves() {
      return forAnyStrides;
    }

    @Override
    public int arenaLength(int parts) {
      return 0;
    }

    @Override
    public int packedLength() {
      return 0;
    }

    @Override
    public void pack(Parameters parameters, float[] packed) {}

    @Override
    public int steps() {
      return 0;
    }

    @Override
    public void run(
        int step,
        int part,
        int parts,
        int ready,
        float[][] input,
        float[][] output,
        float[] arena,
        float[] packed) {}
  }
}
