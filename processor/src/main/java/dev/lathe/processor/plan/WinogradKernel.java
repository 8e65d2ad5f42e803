package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.fuse.Epilogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A 3×3 convolution by Winograd's F(2×2, 3×3): 16 multiply-adds for each patch of 2×2 outputs and
 * input channel, where the window itself takes 36. Patches of 4×4 inputs are transformed into 16
 * positions, each position is a matrix product over all patches, and the sums of the positions are
 * transformed into outputs (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
 * 2015).
 *
 * @param outStride floats from pixel to pixel of the output and of what is added to it
 * @param panels of the products; the panels of the 16 positions follow each other
 * @param split with {@link Split#CHANNELS} a part computes some rows of patches in the order of the
 *     panels; otherwise all panels of the rows that it is called on
 * @param bandRows rows of patches that are in work at a time
 */
public record WinogradKernel(
    String name,
    Weighted op,
    Shape in,
    Shape out,
    int outStride,
    Epilogue epilogue,
    List<Panels> panels,
    Split split,
    int bandRows)
    implements Kernel.Weighing {

  /** Positions of a transformed patch. */
  public static final int POSITIONS = 16;

  /** Rows and columns of outputs of a patch. */
  public static final int PATCH = 2;

  /** What a patch's input transform takes for each channel, in MACs of a tile that take as long. */
  private static final int INPUT_TRANSFORM = 80;

  /** The same for its output transform. */
  private static final int OUTPUT_TRANSFORM = 50;

  /** The same for a weight that comes from memory; there are seven more for each filter. */
  private static final int WEIGHT = 28;

  /** Input channels that take as long as a tile's start and end. */
  private static final int TILE = 8;

  /**
   * Whether it is faster than going through the window: 3×3 taps at stride 1 over a map that is
   * large enough for its weights.
   */
  static boolean gains(Weighted op, Shape out) {
    Window window = op.window();
    if (!(op instanceof Convolution)
        || op.groups() > 1
        || !window.kernel().equals(Extent.square(3))
        || !window.stride().equals(Extent.square(1))
        || !window.dilation().equals(Extent.square(1))) {
      return false;
    }
    long patches = (long) patches(out.height()) * patches(out.width());
    long filters = (long) op.in() * op.out();
    long direct = filters * window.taps() * out.pixels();
    long products = patches * POSITIONS * (op.in() + TILE) * op.out();
    long transforms =
        patches * (INPUT_TRANSFORM * (long) op.in() + OUTPUT_TRANSFORM * (long) op.out());
    return products + transforms + filters * (POSITIONS - window.taps()) * WEIGHT < direct;
  }

  /** The matrix product of one position. */
  static Convolution product(Weighted op) {
    Convolution convolution = (Convolution) op;
    return new Convolution(
        op.in(), op.out(), 1, Window.POINT, convolution.bias(), convolution.norm());
  }

  /** Rows of patches of which a core's cache holds the transformed inputs and the sums. */
  static int bandRows(Machine machine, Weighted op, Shape out) {
    int rows = patches(out.height());
    long floats =
        POSITIONS * (long) patches(out.width()) * (Machine.stored(op.in()) + Machine.WIDEST_PANEL);
    long most = Math.max(1, machine.cacheBytes() / (4 * floats));
    long bands = (rows + most - 1) / most;
    return (int) ((rows + bands - 1) / bands);
  }

  private static int patches(int outputs) {
    return (outputs + PATCH - 1) / PATCH;
  }

  /** Rows or columns of the padded map under so many of patches, which overlap. */
  private static int inputs(int patches) {
    return PATCH * patches + 2;
  }

  /** Rows of patches. */
  public int rows() {
    return patches(out.height());
  }

  /** Patches of a row. */
  public int columns() {
    return patches(out.width());
  }

  /** What its patches need around the map: its padding, and what makes their number whole. */
  Pad border() {
    Pads pads = op.window().pads(in);
    return new Pad(
        new Pads(
            pads.top(),
            pads.left(),
            inputs(rows()) - in.height() - pads.top(),
            inputs(columns()) - in.width() - pads.left()),
        Pad.Mode.CONSTANT,
        0);
  }

  /** Floats from pixel to pixel of the padded map and from patch to patch of a position. */
  public int stride() {
    return Machine.stored(in.channels());
  }

  /** Floats from row to row of the padded map. */
  public int rowStride() {
    return inputs(columns()) * stride();
  }

  /** Transformed inputs: all, where parts divide channels, and those of a part's band otherwise. */
  Buffer positions() {
    return new Buffer(
        name + "_positions",
        Math.multiplyExact(positionLength(), POSITIONS),
        split == Split.PIXELS);
  }

  /** A part's sums of one panel. */
  Buffer sums() {
    return Buffer.perThread(
        name + "_sums", Math.multiplyExact(bandRows * columns() * POSITIONS, Machine.WIDEST_PANEL));
  }

  /** Floats of one position of a band. */
  public int positionLength() {
    return Math.multiplyExact(bandRows * columns(), stride());
  }

  /** The leaf of some panels' products. */
  public Leaf.Pointwise tile(Panels of) {
    return Leaf.Pointwise.of(of, Epilogue.NONE);
  }

  private Leaf.Strided strided(Panels of) {
    // a band's patches are fewer than the map's pixels
    Tile tile = of.strided().ofPixels(of.pixels());
    return new Leaf.Strided(tile(of), tile, stride(), of.width());
  }

  /** The leaf that ends it. */
  public Leaf.OutputTransform outputTransform() {
    return new Leaf.OutputTransform(epilogue);
  }

  @Override
  public List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(new Leaf.InputTransform());
    leaves.add(outputTransform());
    leaves.add(new Leaf.Touch());
    for (Panels some : panels) {
      leaves.add(tile(some));
      if (columns() < some.pixels()) {
        leaves.add(tile(some).single());
      }
    }
    return leaves;
  }

  @Override
  public List<Product> products() {
    return panels.stream().map(some -> Product.of(strided(some), some, panels, macs())).toList();
  }

  @Override
  public List<Leaf> standIns() {
    return Stream.concat(Stream.of(new Leaf.Strip(false)), Kernel.bare(panels)).toList();
  }

  @Override
  public String choice() {
    return "Winograd 2x2, " + Kernel.tiles(panels);
  }
}
