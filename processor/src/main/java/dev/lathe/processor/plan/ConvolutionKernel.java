package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.processor.fuse.Epilogue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A convolution of any window.
 *
 * @param stride floats from pixel to pixel of the input
 * @param outStride the same of the output and of what is added to it
 * @param split with {@link Split#CHANNELS} a part computes some rows in the order of the panels;
 *     otherwise all panels of the rows that it is called on
 * @param blockRows output rows that go through all panels before the next ones do, if not all of a
 *     call at once: rows of a map too large for the cache would come from memory for each panel
 */
public record ConvolutionKernel(
    String name,
    Weighted op,
    Shape in,
    Shape out,
    int stride,
    int outStride,
    Epilogue epilogue,
    List<Panels> panels,
    Split split,
    OptionalInt blockRows)
    implements Kernel.Weighing {

  /**
   * MACs that take as long as a float of a copy, if a pixel on its own takes four times as long as
   * one of a tile.
   */
  private static final int COPIED_FLOAT = 10;

  /** A row that has room for a tile, whatever the machine. */
  private static final int NARROWEST = 7;

  /** The window. */
  public Window window() {
    return op().window();
  }

  /** The padding. */
  public Pads pads() {
    return window().pads(in);
  }

  /** Whether the taps of a row are one stretch of memory. */
  public boolean isContiguous() {
    return op.groups() == 1 && stride == in.channels() && window().dilation().width() == 1;
  }

  /** Output columns whose window lies inside the map. */
  public int inside() {
    return window().insideUntil(in) - window().insideFrom(in);
  }

  /**
   * Whether it is faster over a copy of the map that has its columns of padding: pixels at the left
   * and right border, of which some taps are missing, are computed one by one otherwise.
   */
  boolean gainsByColumns() {
    if (!(op instanceof Convolution) || out.width() < NARROWEST) {
      return false;
    }
    int border = out.width() - inside();
    Shape copy = columns().outputShape(List.of(in));
    return macs() / out.width() * border > COPIED_FLOAT * copy.elements();
  }

  /** The columns of its padding. */
  Pad columns() {
    return new Pad(new Pads(0, pads().left(), 0, pads().right()), Pad.Mode.CONSTANT, 0);
  }

  /**
   * The same over a map that has these columns.
   *
   * @param wider H×W×C
   */
  ConvolutionKernel over(Shape wider) {
    Convolution convolution = (Convolution) op;
    Window window = window();
    Padding rows = new Padding.Explicit(new Pads(pads().top(), 0, pads().bottom(), 0));
    Convolution rest =
        new Convolution(
            convolution.in(),
            convolution.out(),
            convolution.groups(),
            new Window(window.kernel(), window.stride(), window.dilation(), rows),
            convolution.bias(),
            convolution.norm());
    return new ConvolutionKernel(
        name, rest, wider, out, stride, outStride, epilogue, panels, split, blockRows);
  }

  /** Floats between the inputs of an output and of the next one in its row. */
  public int tileStride() {
    return window().stride().width() * stride;
  }

  /** The leaf of some panels' tiles. */
  public Leaf.Convolution tile(Panels of) {
    return new Leaf.Convolution(of.tile(), epilogue);
  }

  /** The leaf that takes over from it. */
  public Leaf.Strided strided(Panels of) {
    return new Leaf.Strided(tile(of), of.tile(), tileStride(), outStride);
  }

  /** The leaf of single pixels, of which the border's lack some taps. */
  public Leaf.Convolution single(Panels of) {
    return new Leaf.Convolution(of.tile().single(), epilogue);
  }

  @Override
  public List<Leaf> leaves() {
    int inside = inside();
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(new Leaf.Touch());
    for (Panels some : panels) {
      int pixels = tile(some).tile().pixels();
      if (inside >= pixels) {
        leaves.add(tile(some));
      }
      if (inside < pixels || inside < out.width()) {
        leaves.add(single(some));
      }
    }
    return leaves;
  }

  @Override
  public List<Product> products() {
    return panels.stream()
        .filter(some -> inside() >= some.pixels())
        .map(some -> Product.of(strided(some), some, panels, macs()))
        .toList();
  }

  @Override
  public List<Leaf> standIns() {
    return strips();
  }

  @Override
  public String choice() {
    return Kernel.tiles(panels);
  }
}
