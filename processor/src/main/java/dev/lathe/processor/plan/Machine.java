package dev.lathe.processor.plan;

import dev.lathe.Shape;
import java.util.List;

/**
 * What the planner knows of a processor.
 *
 * @param lanes floats of a vector
 * @param registers vector registers
 * @param cacheBytes of the cache that one core has to itself (L2)
 * @param tiles of convolutions: one vector wide, two, and so on
 */
public record Machine(int lanes, int registers, int cacheBytes, List<Tile> tiles) {

  /** What current cores have at least; the arena is to be the same on all. */
  private static final int CACHE_BYTES = 1 << 20;

  /**
   * Tiles that ran closest to the FMA peak. Two input channels a turn halve the address arithmetic,
   * which competes with the FMAs for ports (Intel: 20% faster with 7x3; 6x2 on Zen 3 beside a busy
   * neighbour: 40%). Without fences their weights must fit into registers beside the sums, or C2
   * spills. Matrix products with many sums take one: {@link Leaf.Strided}.
   */
  private static final List<Tile> TILES_32_REGISTERS =
      List.of(new Tile(14, 1, 2), new Tile(7, 2, 2), new Tile(7, 3, 2), new Tile(5, 4, 2));

  private static final List<Tile> TILES_16_REGISTERS =
      List.of(new Tile(12, 1, 2), new Tile(6, 2, 2));

  /** The processors that kernels are generated for, one per lane count. */
  public static final List<Machine> ALL =
      List.of(
          new Machine(16, 32, CACHE_BYTES, TILES_32_REGISTERS), // AVX-512
          new Machine(8, 16, CACHE_BYTES, TILES_16_REGISTERS), // AVX2
          new Machine(4, 32, CACHE_BYTES, TILES_32_REGISTERS)); // NEON

  /** Channels of the widest panel of any machine. */
  static final int WIDEST_PANEL =
      ALL.stream().mapToInt(any -> any.tiles.size() * any.lanes).max().orElseThrow();

  /** From so many input channels on a tile is faster if its places are checked before the loop. */
  private static final int COUNTED_CHANNELS = 96;

  /** Pixels up to which tiles may be shorter: of more a few computed twice do not matter. */
  public static final int SHORTER_PIXELS = 60;

  /** What a tile's pixel costs more for each that the tile is shorter. */
  private static final double SHORTER_COST = 0.04;

  /** Sums that FMAs which follow each other need. */
  private static final int LEAST_SUMS = 8;

  /** Registers that an inner loop needs beside sums and weights. */
  private static final int SPARE_REGISTERS = 4;

  /** More rows at a time gain nothing, and leave threads less to divide. */
  static final int MOST_ROWS = 4;

  /**
   * Activations are stored with this many channels to a step on every machine, so that the arena is
   * the same everywhere, and rows begin on cache lines.
   */
  public static final int CHANNEL_STEP = 16;

  /**
   * Floats left free at an array's start: with the array's header of 16 bytes, those after them
   * begin on a cache line where the array does, as large ones do in G1's own regions.
   */
  public static final int ARRAY_LEAD = 12;

  /** Copies the tiles. */
  public Machine {
    tiles = List.copyOf(tiles);
  }

  /** The same with another cache. */
  public Machine withCache(int bytes) {
    return new Machine(lanes, registers, bytes, tiles);
  }

  /** The same with other tiles. */
  public Machine withTiles(List<Tile> others) {
    return new Machine(lanes, registers, cacheBytes, others);
  }

  /** Registers that sums and weights may fill before C2 spills some of them, in most loops. */
  int tileRegisters() {
    return registers - SPARE_REGISTERS;
  }

  /**
   * Whether leaves with a tile keep their loads in order, for want of registers for all inputs of a
   * turn. Without fences C2 loads ahead and spills, or needs range checks to keep it from that.
   * Tiles of one vector have none: each input is for one FMA, and behind a fence C2 would not make
   * one instruction of the load and the broadcast.
   */
  public boolean fencesLoads(Tile tile) {
    return registers < 32 && tile.vectors() > 1;
  }

  /**
   * Whether C2 may keep a pointer to each pixel of a tile without a spill: where fences keep loads
   * in order, or registers hold all inputs of a turn beside sums and weights.
   */
  public boolean keepsPointers(Tile tile) {
    return fencesLoads(tile) || tile.pixels() * tile.unroll() + tile.registers() < registers;
  }

  /**
   * Whether the leaf of a matrix product for two strides counts input channels, with all places
   * known not to be negative, and not weights. C2 then checks each place once before the loop
   * instead of two in each turn: some hundred instructions more for a tile, and 45 instead of 51
   * for a turn of 6x2.
   */
  public boolean countsChannels(Leaf.Strided leaf) {
    return fencesLoads(leaf.tile()) && leaf.stride() >= COUNTED_CHANNELS;
  }

  /**
   * The tile of leaves of matrix products for any stride. With two channels a turn C2 takes a third
   * longer: that is for something with fences only (6x2: 45 instructions for 24 FMAs, 50 with one).
   */
  Tile product(Tile tile) {
    return fencesLoads(tile) ? tile : tile.unrolled(1);
  }

  /**
   * The same for two strides. The FMAs of many sums take longer than what else there is to do for a
   * channel: two channels a turn are no faster then.
   */
  Tile stridedProduct(Tile tile, int pixels) {
    return tile.hasManySums() ? tile.unrolled(1) : fitted(tile, pixels);
  }

  /**
   * A tile of fewer pixels, where it computes fewer of some pixels twice: 7x7 by 5x2 takes 50, by
   * 6x2 54, and 5 to 6% longer; a row of 7 by 4x2 takes 8, by 6x2 12.
   */
  Tile fitted(Tile tile, int pixels) {
    if (!fencesLoads(tile) || pixels < tile.pixels() || pixels > SHORTER_PIXELS) {
      return tile;
    }
    Tile best = tile;
    double least = tile.computed(pixels);
    for (int fewer = 1; (tile.pixels() - fewer) * tile.vectors() >= LEAST_SUMS; fewer++) {
      Tile shorter = tile.ofPixels(tile.pixels() - fewer);
      double cost = shorter.computed(pixels) * (1 + SHORTER_COST * fewer);
      if (cost < least) {
        best = shorter;
        least = cost;
      }
    }
    return best;
  }

  /** What rows of a fused group may occupy while they pass from kernel to kernel. */
  int ringBytes() {
    return cacheBytes / 5;
  }

  /** Rows of a map that pass from kernel to kernel at a time: at least one. */
  int rowsOf(int rowFloats, int height) {
    return Math.clamp(ringBytes() / (4L * rowFloats), 1, Math.min(MOST_ROWS, height));
  }

  /** Whether a map stays in the cache anyway, so that fusing rows of it gains nothing. */
  boolean keeps(Shape shape) {
    return keeps((long) shape.pixels() * stored(shape.channels()));
  }

  /** Whether floats stay in the cache while others pass. */
  boolean keeps(long floats) {
    return 4 * floats <= cacheBytes / 8 * 5L;
  }

  /** Vectors that hold the given channels. */
  public int vectors(int channels) {
    return (channels + lanes - 1) / lanes;
  }

  /** Channels as stored: rounded up to {@link #CHANNEL_STEP}. */
  public static int stored(int channels) {
    return (channels + CHANNEL_STEP - 1) / CHANNEL_STEP * CHANNEL_STEP;
  }
}
