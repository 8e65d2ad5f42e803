package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.annotation.Storage;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op.Convolution;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.fuse.FusedOp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Chooses the kernel and the panels of a weighted op, and reserves its packed weights. */
final class KernelChoice {

  /** Outputs for which a copy of the inputs pays. */
  private static final int SAMPLED_OUTPUTS = 64;

  private final Graph graph;
  private final Machine machine;
  private final PackedLayout packing;
  private final Storage denseWeights;

  KernelChoice(Graph graph, Machine machine, PackedLayout packing, Storage denseWeights) {
    this.graph = graph;
    this.machine = machine;
    this.packing = packing;
    this.denseWeights = denseWeights;
  }

  /** Whether the op can store its pixels at any distance from each other. */
  boolean storesApart(FusedOp op) {
    return isTiled(op) || isDepthwise(op);
  }

  /** Whether tiles compute the op, which take any strides. */
  boolean isTiled(FusedOp op) {
    return isConvolution(op) || (isPointwise(op) && !isDense(op));
  }

  /** Input channels that some machine's tiles read at a time. */
  int turn(FusedOp op) {
    return isPointwise(op)
        ? Machine.ALL.stream()
            .flatMap(any -> any.tiles().stream())
            .mapToInt(Tile::unroll)
            .max()
            .orElseThrow()
        : 1;
  }

  /** Whether the op reads its input element by element, so that any layout will do. */
  boolean isConvolution(FusedOp op) {
    return !isDense(op)
        && !isPointwise(op)
        && !isDepthwise(op)
        && !(op.op() instanceof TransposedConvolution);
  }

  /**
   * Whether the op adds to a map that is too large for the cache, and can do so in place: then its
   * output's lines need not come from memory beside those of what is added.
   */
  boolean addsInPlace(FusedOp op) {
    boolean inOnePass =
        switch (op.epilogue().activation()) {
          case NONE -> true;
          case RELU, RELU6 -> op.epilogue().addsFirst();
          default -> false;
        };
    return isPointwise(op)
        && !isDense(op)
        && op.epilogue().residual()
        && inOnePass
        && split(op) == Split.PIXELS
        && Kernel.Pointwise.hasFewWeights(op.op(), in(op))
        && !machine.keeps(op.node().output());
  }

  /**
   * The kernel for an op that reads a whole map.
   *
   * @param inPlace whether {@code to} is also what it adds
   */
  Kernel.Weighing of(FusedOp op, Tensor from, Tensor to, boolean inPlace) {
    if (isDense(op)) {
      return dense(op, 1f);
    }
    if (isPointwise(op)) {
      return pointwise(op, split(op), from.stride(), to.stride(), inPlace);
    }
    if (isDepthwise(op)) {
      return depthwise(op, to.stride(), false);
    }
    if (Im2ColKernel.gains(op.op(), from.stride())) {
      return im2col(op, to.stride());
    }
    return from.isPadded() && WinogradKernel.gains(op.op(), op.node().output())
        ? winograd(op, to.stride())
        : convolution(op, split(op), from.stride(), to.stride());
  }

  /** The kernel of a convolution that computes some rows at a time, into a buffer of rows. */
  Kernel.Weighing ofRows(FusedOp op, Tensor from) {
    int outStride = Machine.stored(op.op().out());
    if (isPointwise(op)) {
      return pointwise(op, Split.PIXELS, from.stride(), outStride);
    }
    return Im2ColKernel.gains(op.op(), from.stride())
        ? im2col(op, outStride)
        : convolution(op, Split.PIXELS, from.stride(), outStride);
  }

  /**
   * Parts divide what is larger: each reads all of the other. Where they divide channels, whoever
   * reads the output next finds about half of it in other threads' caches.
   */
  Split split(FusedOp op) {
    return split(op.op(), in(op), op.node().output());
  }

  private static Split split(Weighted op, Shape in, Shape out) {
    long maps = in.elements() + out.elements() / 2;
    return op.weightCount() > maps ? Split.CHANNELS : Split.PIXELS;
  }

  /** A matrix product over all pixels, from and to tensors of some strides. */
  Kernel.Pointwise pointwise(FusedOp op, Split split, int stride, int outStride) {
    return pointwise(op, split, stride, outStride, false);
  }

  private Kernel.Pointwise pointwise(
      FusedOp op, Split split, int stride, int outStride, boolean inPlace) {
    return product(op, op.op(), in(op), split, stride, outStride, inPlace);
  }

  /** What an op computes as the product over the pixels of a map. */
  private Kernel.Pointwise product(
      FusedOp op,
      Weighted product,
      Shape pixels,
      Split split,
      int stride,
      int outStride,
      boolean inPlace) {
    return new Kernel.Pointwise(
        op.node().name(),
        product,
        pixels,
        op.node().output(),
        stride,
        outStride,
        op.epilogue(),
        inPlace,
        Panels.ofTiles(machine, product, pixels, packing),
        split);
  }

  /**
   * Whether a convolution without a window, of every so many-th pixel, is a matrix product over a
   * copy of these. By rows its tiles would end with each of them, and read pixels that lie far
   * apart for each panel again (ResNet-50's shortcuts, 6x2: 11 to 15 instead of 28 to 31 GMAC/s).
   */
  boolean samples(FusedOp op, Tensor from) {
    Window window = op.op().window();
    return isConvolution(op)
        && op.op() instanceof Convolution
        && op.op().groups() == 1
        && window.taps() == 1
        && !window.stride().equals(Extent.square(1))
        && window.pads(in(op)).equals(Pads.NONE)
        && from.buffer().isPresent()
        && op.op().out() >= SAMPLED_OUTPUTS;
  }

  /** The product over the copied pixels. */
  Kernel.Pointwise sampled(FusedOp op, Tensor pixels, Tensor to) {
    Convolution product = Im2ColKernel.product(op.op());
    Shape shape = pixels.shape();
    Split split = split(product, shape, op.node().output());
    return product(op, product, shape, split, pixels.stride(), to.stride(), false);
  }

  /** Whether the rows of a depthwise convolution are computed by output carry. */
  boolean slides(FusedOp op) {
    return Carry.of(op.op().window(), in(op), op.node().output()).isPresent();
  }

  /** A depthwise convolution, which may sum its outputs up for squeeze-excite. */
  DepthwiseKernel depthwise(FusedOp op, int outStride, boolean pooled) {
    Shape in = in(op);
    int vectors = machine.vectors(in.channels());
    int offset = packing.reserve(vectors * (1 + op.op().window().taps()) * machine.lanes());
    return new DepthwiseKernel(
        op.node().name(),
        op.op(),
        in,
        op.node().output(),
        outStride,
        op.epilogue(),
        Carry.of(op.op().window(), in, op.node().output())
            .map(carry -> Leaf.DepthwiseRows.of(machine, carry, op, pooled)),
        pooled,
        vectors,
        offset,
        Split.PIXELS);
  }

  /** A dense layer on one pixel, its weights multiplied by the scale. */
  Kernel.Dense dense(FusedOp op, float scale) {
    Panels panels =
        switch (denseWeights) {
          case SINGLE -> Panels.ofStreams(machine, op.op(), packing);
          case HALF -> Panels.ofHalves(machine, op.op(), packing);
        };
    return new Kernel.Dense(
        op.node().name(),
        op.op(),
        in(op),
        op.node().output(),
        op.epilogue(),
        panels,
        scale,
        denseWeights);
  }

  private ConvolutionKernel convolution(FusedOp op, Split split, int stride, int outStride) {
    Weighted windowed =
        op.op() instanceof Convolution convolution ? convolution : overMap(op.op(), in(op));
    List<Panels> panels = Panels.ofTiles(machine, windowed, op.node().output(), packing);
    return new ConvolutionKernel(
        op.node().name(),
        windowed,
        in(op),
        op.node().output(),
        stride,
        outStride,
        op.epilogue(),
        panels,
        split,
        blockRows(op, split));
  }

  /** Rows of a map larger than the cache, where the cache holds all weights beside them. */
  private OptionalInt blockRows(FusedOp op, Split split) {
    int width = op.node().output().width();
    return split == Split.PIXELS && machine.keeps(op.op().weightCount()) && !machine.keeps(in(op))
        ? OptionalInt.of(Kernel.Pointwise.blockOf(width) / width)
        : OptionalInt.empty();
  }

  private Im2ColKernel im2col(FusedOp op, int outStride) {
    Shape out = op.node().output();
    List<Panels> panels = Panels.ofTiles(machine, Im2ColKernel.product(op.op()), out, packing);
    return new Im2ColKernel(
        op.node().name(), op.op(), in(op), out, outStride, op.epilogue(), panels, machine.lanes());
  }

  /** Parts divide the channels where all of the map is in work at a time anyway. */
  private WinogradKernel winograd(FusedOp op, int outStride) {
    Shape out = op.node().output();
    int bandRows = WinogradKernel.bandRows(machine, op.op(), out);
    boolean whole = bandRows * WinogradKernel.PATCH >= out.height();
    List<Panels> panels =
        Panels.ofTiles(
            machine, WinogradKernel.product(op.op()), out, WinogradKernel.POSITIONS, packing);
    return new WinogradKernel(
        op.node().name(),
        op.op(),
        in(op),
        out,
        outStride,
        op.epilogue(),
        panels,
        whole ? split(op) : Split.PIXELS,
        bandRows);
  }

  /**
   * A dense layer over a map as the convolution whose window is the map; its weights are the same.
   */
  private static Convolution overMap(Weighted dense, Shape in) {
    Window window =
        new Window(
            new Extent(in.height(), in.width()),
            Extent.square(1),
            Extent.square(1),
            Padding.none());
    return new Convolution(in.channels(), dense.out(), 1, window, dense.bias(), Optional.empty());
  }

  private boolean isDense(FusedOp op) {
    return in(op).pixels() == 1 && op.op().isMatrix() && !op.epilogue().residual();
  }

  private static boolean isPointwise(FusedOp op) {
    return op.op() instanceof Convolution && op.op().isMatrix();
  }

  private static boolean isDepthwise(FusedOp op) {
    return op.op() instanceof Convolution convolution && convolution.isPlainDepthwise();
  }

  private Shape in(FusedOp op) {
    return graph.nodes().get(op.input()).output();
  }
}
