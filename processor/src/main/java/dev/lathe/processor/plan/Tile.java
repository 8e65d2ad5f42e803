package dev.lathe.processor.plan;

import java.math.BigInteger;
import java.util.List;

/**
 * The accumulators that a leaf keeps in registers.
 *
 * @param pixels of the map
 * @param vectors of output channels
 * @param unroll input channels of one turn of the inner loop; without fences their weights are all
 *     in registers
 */
public record Tile(int pixels, int vectors, int unroll) {

  /** Sums of a tile for whose leaves C2 needs much time and memory. */
  private static final int MANY_SUMS = 20;

  /**
   * Whether its leaves spare C2 what they can: what it has to parse counts with its square. A 7x3
   * with ReLU6 takes 27 MiB like that, and otherwise 50.
   */
  public boolean hasManySums() {
    return pixels * vectors >= MANY_SUMS;
  }

  /** The same for one pixel. */
  Tile single() {
    return new Tile(1, vectors, unroll);
  }

  /** The same with other pixels. */
  Tile ofPixels(int others) {
    return new Tile(others, vectors, unroll);
  }

  /** Pixels that whole tiles compute, some twice, of a map with at least a tile's. */
  int computed(int ofMap) {
    return (ofMap + pixels - 1) / pixels * pixels;
  }

  /** The same with another number of input channels a turn. */
  Tile unrolled(int channels) {
    return new Tile(pixels, vectors, channels);
  }

  /** Registers that hold sums and, without fences, all weights of a turn. */
  int registers() {
    return (pixels + unroll) * vectors;
  }

  /** The least number of pixels that are whole tiles of each of these pixels. */
  static int multiple(List<Integer> pixels) {
    return pixels.stream()
        .map(each -> BigInteger.valueOf(each))
        .reduce((a, b) -> a.divide(a.gcd(b)).multiply(b))
        .orElseThrow()
        .intValueExact();
  }

  /** {@code "7x3"}. */
  @Override
  public String toString() {
    return pixels + "x" + vectors;
  }

  /** {@code "7x3"}, or {@code "7x3By2"} where a turn takes several input channels. */
  String label() {
    return this + (unroll == 1 ? "" : "By" + unroll);
  }
}
