package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Storage;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.processor.fuse.Epilogue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A method without vectors that holds a layer's constants and loops over leaves: what is computed,
 * by which tiles, from which packed weights.
 */
public sealed interface Kernel permits Kernel.Weighing, Kernel.Pooling, Kernel.Rectifying {

  /** The node's name. */
  String name();

  /** H×W×C read. */
  Shape in();

  /** H×W×C returned. */
  Shape out();

  /** The leaves it calls. */
  List<Leaf> leaves();

  /** The leaves that it calls until all large ones of its own are compiled, small ones and bare. */
  default List<Leaf> standIns() {
    return List.of();
  }

  /** The matrix products that it has computed by tiles. */
  default List<Product> products() {
    return List.of();
  }

  /** The choice, for the report: {@code "tiles 7x3, 7x2"}. */
  String choice();

  /** How threads divide it. */
  default Split split() {
    return Split.PIXELS;
  }

  /** Multiply-accumulates of one inference. */
  default long macs() {
    return 0;
  }

  /** A kernel with weights. */
  sealed interface Weighing extends Kernel
      permits Pointwise, ConvolutionKernel, Im2ColKernel, WinogradKernel, DepthwiseKernel, Dense {
    /** The op. */
    Weighted op();

    /** What follows the sum. */
    Epilogue epilogue();

    @Override
    default long macs() {
      return op().macs(List.of(in()));
    }

    /** What each thread needs for it beside its input and output. */
    default List<Buffer> own() {
      return List.of();
    }

    /** Whether the output replaces what is added to it: then sums begin with that. */
    default boolean inPlace() {
      return false;
    }

    /** The epilogue, as passes over stored sums. */
    default List<Leaf> passes() {
      boolean adds = epilogue().residual() && !inPlace();
      List<Leaf> leaves = new ArrayList<>();
      if (adds && epilogue().addsFirst()) {
        leaves.add(new Leaf.Add());
      }
      if (epilogue().activation() != Activation.NONE) {
        leaves.add(new Leaf.Elementwise(epilogue().withoutResidual()));
      }
      if (adds && !epilogue().addsFirst()) {
        leaves.add(new Leaf.Add());
      }
      return leaves;
    }

    /** Strips, which store bare sums, and what follows them. */
    default List<Leaf> strips() {
      return Stream.concat(Stream.of(new Leaf.Strip(inPlace())), passes().stream()).toList();
    }
  }

  /**
   * A matrix product over all pixels of a map.
   *
   * @param stride floats from pixel to pixel of the input
   * @param outStride the same of the output and of what is added to it
   * @param inPlace whether the output replaces what is added to it, so that no tile may compute a
   *     pixel again
   * @param split with {@link Split#CHANNELS} a part computes some tiles in the order of the panels;
   *     otherwise all panels of the pixels that it is called on
   */
  record Pointwise(
      String name,
      Weighted op,
      Shape in,
      Shape out,
      int stride,
      int outStride,
      Epilogue epilogue,
      boolean inPlace,
      List<Panels> panels,
      Split split)
      implements Weighing {

    /** Measured: 56 to 448 differ little. */
    private static final int MOST_BLOCKED_PIXELS = 112;

    /** 256 KiB. */
    private static final int MOST_BLOCKED_WEIGHTS = 1 << 16;

    /** The same, called panel by panel. */
    Pointwise byPanels() {
      return new Pointwise(
          name, op, in, out, stride, outStride, epilogue, inPlace, panels, Split.PANELS);
    }

    /** Pixels that all of its tiles divide: calls begin at multiples of it. */
    public int tilePixels() {
      return Tile.multiple(panels.stream().map(Panels::pixels).toList());
    }

    /**
     * Whether its weights stay in the L2 cache while its pixels pass. Whoever calls it has them
     * read before; otherwise each panel is read before its tiles.
     */
    public boolean hasFewWeights() {
      return split == Split.PIXELS && hasFewWeights(op, in);
    }

    /** The same of an op whose pixels are split. */
    static boolean hasFewWeights(Weighted op, Shape in) {
      return op.weightCount() <= MOST_BLOCKED_WEIGHTS && in.pixels() >= 2 * MOST_BLOCKED_PIXELS;
    }

    /** What parts divide among themselves where they divide channels: tiles by their weight. */
    public int units() {
      return panels.stream().mapToInt(this::units).sum();
    }

    /** The same of some panels. */
    private int units(Panels of) {
      return weight(of) * of.units(in.pixels());
    }

    /** The same of those before some panels. */
    public int unitsBefore(Panels of) {
      return panels.stream().limit(panels.indexOf(of)).mapToInt(this::units).sum();
    }

    /** Units of a tile: its vectors, unless all tiles have as many. */
    public int weight(Panels of) {
      return panels.stream().mapToInt(Panels::vectors).distinct().count() == 1 ? 1 : of.vectors();
    }

    /** Whether pixels remain behind some panels' tiles that go one by one. */
    public boolean hasRest(Panels of) {
      return inPlace && in.pixels() % of.pixels() > 0;
    }

    /**
     * Pixels that go through all panels before the next ones do, if not all of a call at once. The
     * output of few pixels is written, and a residual read, as whole pixels in sequence, for which
     * the processor fetches ahead (7% faster with 64 to 240 channels); many weights would have to
     * come from the L2 cache for each block again.
     */
    public OptionalInt block() {
      return hasFewWeights() ? OptionalInt.of(blockOf(tilePixels())) : OptionalInt.empty();
    }

    /** Pixels of a block, a multiple of some. */
    static int blockOf(int pixels) {
      return Math.max(1, MOST_BLOCKED_PIXELS / pixels) * pixels;
    }

    /** The leaf of some panels' tiles. */
    public Leaf.Pointwise tile(Panels of) {
      return Leaf.Pointwise.of(of, epilogue);
    }

    @Override
    public List<Leaf> leaves() {
      Stream<Leaf> tiles = panels.stream().flatMap(some -> leaves(some).stream());
      return Stream.concat(Stream.of(new Leaf.Touch()), tiles).toList();
    }

    /** The leaves of some panels. */
    List<Leaf> leaves(Panels of) {
      // A call takes whole rows, so that only narrow maps can have fewer pixels than a tile.
      boolean single = out.width() < of.pixels() || hasRest(of);
      return single ? List.of(tile(of), tile(of).single()) : List.of(tile(of));
    }

    /** The leaf that may take the place of one of these. */
    Leaf.Strided strided(Panels of) {
      int step = split == Split.PANELS ? of.width() : outStride;
      Tile tile = inPlace ? of.strided().ofPixels(of.pixels()) : of.strided();
      return new Leaf.Strided(tile(of), tile, stride, step);
    }

    @Override
    public List<Product> products() {
      List<Product> products = new ArrayList<>();
      for (Panels some : panels) {
        Leaf.Strided strided = strided(some);
        products.add(Product.of(strided, some, panels, macs()));
        if (hasRest(some)) {
          products.add(new Product(strided.single(), some.run(), 0));
        }
      }
      return products;
    }

    /** Strips, and the bare tiles that stand in for those with an epilogue or for two strides. */
    @Override
    public List<Leaf> standIns() {
      return Stream.concat(strips().stream(), inPlace ? Stream.of() : bare(panels)).toList();
    }

    @Override
    public String choice() {
      return Kernel.tiles(panels) + (inPlace ? ", added in place" : "");
    }
  }

  /**
   * A dense layer on one pixel.
   *
   * @param scale multiplies the weights: 1 / pixels where the input is a sum that stands for a mean
   * @param weights how they are stored
   */
  record Dense(
      String name,
      Weighted op,
      Shape in,
      Shape out,
      Epilogue epilogue,
      Panels panels,
      float scale,
      Storage weights)
      implements Weighing {
    @Override
    public Split split() {
      return Split.CHANNELS;
    }

    @Override
    public List<Leaf> leaves() {
      return Stream.concat(Stream.of(leaf()), passes().stream()).toList();
    }

    /** The leaf that sums up. */
    public Leaf leaf() {
      return weights == Storage.HALF ? new Leaf.HalfDense() : new Leaf.Dense();
    }

    @Override
    public String choice() {
      return weights == Storage.HALF ? "4 streams of fp16" : "4 streams";
    }
  }

  /**
   * A pool over windows.
   *
   * @param outStride floats from pixel to pixel of the output
   */
  record Pooling(String name, Pool op, Shape in, Shape out, int outStride) implements Kernel {
    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.PoolPixel(op.kind()));
    }

    @Override
    public String choice() {
      return "pixel by pixel";
    }
  }

  /**
   * A PReLU.
   *
   * @param offset of its slopes in the packed weights, one for each channel as stored
   */
  record Rectifying(String name, Shape in, Shape out, int offset) implements Kernel {
    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Rectify());
    }

    @Override
    public String choice() {
      return "channel by channel";
    }
  }

  /** The bare tiles of some panels. */
  static Stream<Leaf> bare(List<Panels> panels) {
    return panels.stream()
        .map(some -> Leaf.Pointwise.of(some, Epilogue.NONE))
        .filter(Leaf.Pointwise::isBare)
        .map(Leaf.class::cast);
  }

  /** {@code "tiles 2 of 7x3, 1 of 7x2"}. */
  static String tiles(List<Panels> panels) {
    return "tiles "
        + String.join(", ", panels.stream().map(p -> p.count() + " of " + p.tile()).toList());
  }
}
