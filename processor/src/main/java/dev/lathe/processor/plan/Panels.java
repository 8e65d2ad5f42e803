package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.runtime.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Output channels that are computed by one shape of tile, panel by panel. A panel of a grouped
 * convolution may span several groups, and then reads the channels of all of them.
 *
 * @param tile pixels of a tile, vectors of a panel
 * @param strided the same of leaves for two strides
 * @param count panels
 * @param vector the first panel's first vector
 * @param run input channels that a panel reads, the most of any, in whole turns of the inner loop
 * @param length packed floats of a panel
 * @param offset the first panel's place in the packed weights
 */
public record Panels(
    Tile tile, Tile strided, int count, int vector, int run, int length, int offset) {

  /** Some panels of one width. */
  private record Split(int vectors, int count) {}

  /** Vectors of most panels. */
  private static final int COMMON = 3;

  /** Vectors that a panel has whatever the cache: one would run at two thirds of the speed. */
  private static final int LEAST_KEPT = 2;

  /** MACs of a layer for which C2 may compile a tile that few other layers have. */
  private static final long WORTH_A_LEAF = 32_000_000;

  /** Channels are split into panels of at most this many widths. */
  static final int MOST_SPLITS = 2;

  /**
   * Splits a convolution's output channels into panels. A map smaller than a tile goes by pixels.
   */
  static List<Panels> ofTiles(Machine machine, Weighted op, Shape map, PackedLayout packing) {
    return ofTiles(machine, op, map, 1, packing);
  }

  /** The same for some matrix products at once, whose panels follow each other. */
  static List<Panels> ofTiles(
      Machine machine, Weighted op, Shape map, int products, PackedLayout packing) {
    int pixels = map.pixels();
    // tiles of a window do not go on from row to row
    int span = op.isMatrix() ? pixels : map.width();
    List<Panels> panels = new ArrayList<>();
    int vector = 0;
    for (Split split : splits(machine.vectors(op.out()), widest(machine, op, pixels))) {
      Tile tile = unrolled(machine, machine.tiles().get(split.vectors - 1), op);
      Tile fitting = pixels < tile.pixels() ? tile.single() : tile;
      panels.add(of(machine, op, span, split, fitting, vector, products, packing));
      vector += split.vectors * split.count;
    }
    return List.copyOf(panels);
  }

  /** The most vectors of a panel. */
  private static int widest(Machine machine, Weighted op, int pixels) {
    List<Tile> tiles = machine.tiles();
    int widest =
        op.weightCount() * pixels < WORTH_A_LEAF ? Math.min(COMMON, tiles.size()) : tiles.size();
    if (op.groups() > 1) {
      // Wider panels than a group would only multiply by more zeros.
      widest = Math.clamp(op.out() / op.groups() / machine.lanes(), 1, widest);
    }
    boolean readAgain = pixels > tiles.get(widest - 1).pixels();
    return readAgain ? kept(machine, op, widest) : widest;
  }

  /** At most so many vectors that a panel's weights stay in the cache from tile to tile. */
  private static int kept(Machine machine, Weighted op, int widest) {
    long inputs = (long) op.in() / op.groups() * op.window().taps();
    int vectors = widest;
    while (vectors > LEAST_KEPT && !machine.keeps(inputs * vectors * machine.lanes())) {
      vectors--;
    }
    return vectors;
  }

  /**
   * The tile, with turns that end where the loop does. A matrix product goes through padded
   * channels as well, since activations are stored in whole vectors; a window's taps have no
   * padding.
   */
  private static Tile unrolled(Machine machine, Tile tile, Weighted op) {
    int channels = op.in() / op.groups();
    if (op.isMatrix() || channels % tile.unroll() == 0) {
      return tile;
    }
    Tile byThree = tile.unrolled(3);
    int registers = machine.tileRegisters();
    if (channels % 3 == 0 && byThree.registers() <= registers) {
      return byThree;
    }
    // Four vectors leave room for another pixel, for which three are too many already.
    return tile.vectors() > COMMON
        ? new Tile(registers / tile.vectors() - 1, tile.vectors(), 1)
        : tile.unrolled(1);
  }

  /**
   * A dense layer's outputs in panels of one vector. Its weights come from memory or the caches
   * behind L1, so that wider panels are not faster, and one width is one leaf to compile.
   */
  static Panels ofStreams(Machine machine, Weighted op, PackedLayout packing) {
    Split split = new Split(1, machine.vectors(op.out()));
    return of(machine, op, 1, split, new Tile(1, 1, 1), 0, 1, packing);
  }

  /**
   * The same with the weights of two inputs to a float, behind the biases and the factors that undo
   * how they were scaled. An odd number of inputs is rounded up, as for other matrix products.
   */
  static Panels ofHalves(Machine machine, Weighted op, PackedLayout packing) {
    int count = machine.vectors(op.out());
    int pairs = (op.in() + 1) / 2;
    int length = Math.multiplyExact(2 + pairs, machine.lanes());
    int offset = packing.reserve(Math.multiplyExact(length, count));
    Tile tile = new Tile(1, 1, 2);
    return new Panels(tile, tile, count, 0, 2 * pairs, length, offset);
  }

  private static Panels of(
      Machine machine,
      Weighted op,
      int span,
      Split split,
      Tile tile,
      int vector,
      int products,
      PackedLayout packing) {
    int width = split.vectors * machine.lanes();
    int run = run(op, vector * machine.lanes(), width, split.count);
    if (op.isMatrix()) {
      run = (run + tile.unroll() - 1) / tile.unroll() * tile.unroll();
    }
    if (run > Kernels.LAST_CHANNEL) {
      throw new ArithmeticException("2^25 input channels or more: " + run);
    }
    int inputs = Math.multiplyExact(run, op.window().taps());
    int length = Math.multiplyExact(1 + inputs, width);
    int offset = packing.reserve(Math.multiplyExact(length, split.count * products));
    Tile any = op.isMatrix() ? machine.product(tile) : machine.fitted(tile, span);
    Tile strided = op.isMatrix() ? machine.stridedProduct(tile, span) : any;
    return new Panels(any, strided, split.count, vector, run, length, offset);
  }

  /** How many panels there are of all widths. */
  public static int count(List<Panels> all) {
    return all.stream().mapToInt(Panels::count).sum();
  }

  /** How many vectors they have together. */
  public static int vectors(List<Panels> all) {
    return all.stream().mapToInt(some -> some.count() * some.vectors()).sum();
  }

  /**
   * Output channels of a panel of a matrix product: a bias and {@code run} weights are packed for
   * each.
   */
  int width() {
    return length / (1 + run);
  }

  /** Vectors of a panel. */
  public int vectors() {
    return tile.vectors();
  }

  /** Pixels of a tile. */
  public int pixels() {
    return tile.pixels();
  }

  /** What parts of a map divide among themselves: tiles, panel after panel. */
  public int units(int pixels) {
    return count * tiles(pixels);
  }

  /**
   * Tiles of one panel. What is left over is the last one's, since the tile that covers it overlaps
   * it, and two parts must not write the same pixels.
   */
  public int tiles(int pixels) {
    return Math.max(1, pixels / tile.pixels());
  }

  /** The most input channels that one of the panels reads: those of all groups that it spans. */
  private static int run(Weighted op, int channel, int width, int count) {
    int groupOut = op.out() / op.groups();
    int groupIn = op.in() / op.groups();
    int most = 0;
    for (int panel = 0; panel < count; panel++) {
      int first = channel + panel * width;
      int last = Math.min(first + width, op.out()) - 1;
      most = Math.max(most, (last / groupOut - first / groupOut + 1) * groupIn);
    }
    return most;
  }

  /**
   * Panels of at most three vectors. A last one of one vector would run at two thirds of the speed,
   * so that it and a panel of three become one of four, or two of two.
   */
  private static List<Split> splits(int vectors, int widest) {
    int common = Math.min(widest, COMMON);
    int full = vectors / common;
    int rest = vectors % common;
    if (common == COMMON && rest == 1 && full > 0) {
      full--;
      Split last = widest > COMMON ? new Split(COMMON + 1, 1) : new Split(2, 2);
      return full > 0 ? List.of(new Split(COMMON, full), last) : List.of(last);
    }
    List<Split> splits = new ArrayList<>();
    if (full > 0) {
      splits.add(new Split(common, full));
    }
    if (rest > 0) {
      splits.add(new Split(rest, 1));
    }
    return splits;
  }
}
