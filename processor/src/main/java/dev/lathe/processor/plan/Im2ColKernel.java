package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.graph.Window;
import dev.lathe.processor.fuse.Epilogue;
import java.util.List;
import java.util.stream.Stream;

/**
 * A convolution of few channels as a matrix product over its windows, which are copied one behind
 * the other for a row of outputs at a time (im2col: Chellapilla, Puri and Simard, "High Performance
 * Convolutional Neural Networks for Document Processing", 2006). The rows of such a window are too
 * short for loops of their own, and the leaves of the product are those of other layers.
 *
 * @param outStride floats from pixel to pixel of the output and of what is added to it
 * @param panels of the product
 */
public record Im2ColKernel(
    String name,
    Weighted op,
    Shape in,
    Shape out,
    int outStride,
    Epilogue epilogue,
    List<Panels> panels,
    int lanes)
    implements Kernel.Weighing {

  /** Floats of a window's row that a loop of its own would pay for. */
  private static final int LONG_ROW = 32;

  /** Whether a convolution of a map with so many floats from pixel to pixel is computed so. */
  static boolean gains(Weighted op, int stride) {
    Window window = op.window();
    return op instanceof Convolution
        && op.groups() == 1
        && stride == op.in()
        && window.taps() > 1
        && window.dilation().width() == 1
        && window.kernel().width() * op.in() < LONG_ROW;
  }

  /** The matrix product that the panels are for. */
  static Convolution product(Weighted op) {
    Convolution convolution = (Convolution) op;
    return new Convolution(
        op.in() * op.window().taps(),
        op.out(),
        1,
        Window.POINT,
        convolution.bias(),
        convolution.norm());
  }

  /** The product of all windows, of which a row at a time is there. */
  public Kernel.Pointwise product() {
    Convolution product = product(op);
    Shape windows = new Shape(out.height(), out.width(), product.in());
    return new Kernel.Pointwise(
        name, product, windows, out, length(), outStride, epilogue, false, panels, Split.PIXELS);
  }

  /** Floats of a row of a window. */
  public int run() {
    return op.window().kernel().width() * op.in();
  }

  /** Floats from window to window, an even number on every machine. */
  public int length() {
    int most = panels.stream().mapToInt(Panels::run).max().orElseThrow();
    return (most + 1) / 2 * 2;
  }

  /** A part's windows of a row, behind which a copy of whole vectors may write. */
  public Buffer windows() {
    return Buffer.perThread(
        name + "_windows", Math.multiplyExact(out.width(), length()) + Machine.WIDEST_PANEL);
  }

  /** The leaf that copies windows inside the map. */
  public Leaf.Im2Col copy() {
    int rows = op.window().kernel().height();
    return new Leaf.Im2Col(rows, (run() + lanes - 1) / lanes, length() - rows * run());
  }

  /**
   * The last map row that a window may begin in whose whole vectors are inside the map: what is
   * read beyond a row's end are floats of those behind it.
   */
  public int lastTop() {
    int beyond = copy().vectors() * lanes - run();
    int rows = (beyond + in.width() * in.channels() - 1) / (in.width() * in.channels());
    return in.height() - op.window().spanHeight() - rows;
  }

  @Override
  public List<Buffer> own() {
    return List.of(windows());
  }

  @Override
  public List<Leaf> leaves() {
    return Stream.concat(copies().stream(), product().leaves().stream()).toList();
  }

  /** The leaf that copies windows, if some lie inside the map. */
  List<Leaf> copies() {
    boolean inside = op.window().insideFrom(in) < op.window().insideUntil(in);
    return inside ? List.of(copy()) : List.of();
  }

  @Override
  public List<Product> products() {
    return product().products();
  }

  @Override
  public List<Leaf> standIns() {
    return product().standIns();
  }

  @Override
  public String choice() {
    return "im2col, " + Kernel.tiles(panels);
  }
}
