package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How weights are read while they are packed; what becomes of them is compared by kernels. */
class PackTest {

  private static final int OUT = 50;
  private static final int IN = 6;
  private static final int WIDTH = 20;

  @Test
  void readsSixteenOutputsAtATime() {
    Counted weights = new Counted(OUT * IN);
    float[] bias = new float[OUT];
    for (int o = 0; o < OUT; o++) {
      bias[o] = -o;
    }
    float[] packed = new float[3 * (1 + IN) * WIDTH];
    Pack.panels(
        new Parameter(weights, bias, Optional.empty()), 1, 1, 2f, packed, 0, 0, WIDTH, 3, IN);
    assertThat(weights.most).isEqualTo(16 * IN);
    assertThat(weights.read).isEqualTo(OUT * IN);
    for (int o = 0; o < OUT; o++) {
      int panel = o / WIDTH * (1 + IN) * WIDTH;
      assertThat(packed[panel + o % WIDTH]).isEqualTo(-o);
      for (int i = 0; i < IN; i++) {
        assertThat(packed[panel + (1 + i) * WIDTH + o % WIDTH]).isEqualTo(2f * (o * IN + i));
      }
    }
    // beyond the last output
    assertThat(packed[2 * (1 + IN) * WIDTH + 10]).isZero();
  }

  @Test
  void readsTheChannelsOfPanelsThatSpanGroups() {
    Counted weights = new Counted(OUT * IN);
    int groups = 25; // of two outputs
    float[] packed = new float[(1 + 11 * IN) * WIDTH];
    Pack.panels(
        new Parameter(weights, new float[OUT], Optional.empty()),
        groups,
        1,
        1f,
        packed,
        0,
        5,
        WIDTH,
        1,
        11 * IN);
    for (int o = 0; o < WIDTH; o++) {
      for (int i = 0; i < 11 * IN; i++) {
        boolean own = i / IN == (1 + o) / 2;
        assertThat(packed[(1 + i) * WIDTH + o]).isEqualTo(own ? (5 + o) * IN + i % IN : 0);
      }
    }
  }

  /** The numbers from 0 on, of which it counts how many are read, and at most at a time. */
  private static final class Counted implements Values {
    private final int length;
    private int most;
    private int read;

    Counted(int length) {
      this.length = length;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public float[] all() {
      throw new AssertionError("all at once");
    }

    @Override
    public void copy(int from, int count, float[] to) {
      most = Math.max(most, count);
      read += count;
      for (int i = 0; i < count; i++) {
        to[i] = from + i;
      }
    }
  }
}
