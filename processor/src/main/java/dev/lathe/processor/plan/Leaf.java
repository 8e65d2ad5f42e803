package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op.Activate;
import dev.lathe.graph.Op.Pool;
import dev.lathe.graph.Op.Weighted;
import dev.lathe.graph.Window;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.fuse.FusedOp;
import java.util.Locale;

/**
 * A method that holds vectors. Leaves take strides and counts as parameters, so that few of them
 * serve all layers of a network and the JIT has little to compile. Equal leaves are one method.
 */
public sealed interface Leaf {

  /** A depthwise row of as many taps is compiled about as soon as its stand-in; two take 70 ms. */
  int SMALL_TAPS = 9;

  /** The method's name, unique among different leaves. */
  String method();

  /** What it does with sums before it stores them. */
  default Epilogue epilogue() {
    return Epilogue.NONE;
  }

  /**
   * Whether it takes the JIT long to compile, so that a model is ready before it is. Each kernel
   * that calls such a leaf can do without it.
   */
  default boolean isLarge() {
    return switch (this) {
      case Pointwise pointwise -> true;
      case Strided strided -> true;
      case Convolution convolution -> true;
      case Im2Col copy -> false;
      case DepthwiseRows row -> row.rows * row.carry.height() * row.carry.width() > SMALL_TAPS;
      case Strip strip -> false;
      case Touch touch -> false;
      case InputTransform transform -> false;
      case OutputTransform transform -> false;
      case DepthwisePixels pixels -> false;
      case RowSums sums -> false;
      case Dense dense -> false;
      case HalfDense dense -> false;
      case PoolPixel pool -> false;
      case Mean mean -> false;
      case Gate gate -> false;
      case Fold fold -> false;
      case Add add -> false;
      case Elementwise elementwise -> false;
      case Multiply multiply -> false;
      case Mask mask -> false;
      case ChannelPool pool -> false;
      case Largest largest -> false;
      case Bilinear bilinear -> false;
      case Rectify rectify -> false;
      case Zip zip -> false;
    };
  }

  /**
   * Whether its activation is long enough to be a pass over the tile just stored. Leaves for any
   * stride serve layers of few MACs.
   */
  default boolean endsInPass() {
    return switch (epilogue().activation()) {
      case NONE, RELU, RELU6, LEAKY_RELU -> false;
      case HARD_SWISH -> !(this instanceof Strided);
      case HARD_SIGMOID, SIGMOID, SILU, ELU, GELU, TANH -> true;
      case PRELU -> throw new IllegalStateException("PReLU is no epilogue");
    };
  }

  /** A leaf that keeps a tile of accumulators. */
  sealed interface Tiled extends Leaf {
    /** The tile. */
    Tile tile();
  }

  /** A matrix product: pixels × vectors of accumulators over all input channels. */
  record Pointwise(Tile tile, Epilogue epilogue) implements Tiled {
    /** The leaf of some panels. */
    static Pointwise of(Panels panels, Epilogue epilogue) {
      return new Pointwise(panels.tile(), epilogue);
    }

    /** The same for one pixel. */
    public Pointwise single() {
      return new Pointwise(tile.single(), epilogue);
    }

    /** The same without its epilogue. */
    public Pointwise bare() {
      return new Pointwise(tile, Epilogue.NONE);
    }

    /** Whether it can stand in for others: without epilogue, and not for one pixel. */
    public boolean isBare() {
      return tile.pixels() > 1 && epilogue.equals(Epilogue.NONE);
    }

    @Override
    public String method() {
      return "pointwise" + tile + suffix(epilogue);
    }
  }

  /**
   * One tile of the same for pixels that are so many floats apart. With the distances in the
   * instructions there is one address to count and to check instead of one for each pixel, which
   * saves 30 cycles a tile beside the loop. The loop over tiles is its caller's: what C2 had to
   * keep for the next tile it moved to vector registers, from where it came back only behind the
   * FMAs that waited for the same port.
   *
   * @param any the leaf that it takes over from
   * @param tile as many vectors, and perhaps other numbers of pixels and of input channels a turn
   * @param stride floats from pixel to pixel of the input
   * @param outStride the same of the output and of what is added to it
   */
  record Strided(Tiled any, Tile tile, int stride, int outStride) implements Leaf {

    /** The same of a matrix product for one pixel. */
    Strided single() {
      return new Strided(((Pointwise) any).single(), tile.single(), stride, outStride);
    }

    @Override
    public Epilogue epilogue() {
      return any.epilogue();
    }

    @Override
    public String method() {
      String product =
          switch (any) {
            case Pointwise pointwise -> "pointwise";
            case Convolution window -> "convolution";
          };
      return product + tile.label() + suffix(epilogue()) + "Stride" + stride + "To" + outStride;
    }
  }

  /** A matrix product over the taps of a window. */
  record Convolution(Tile tile, Epilogue epilogue) implements Tiled {
    @Override
    public String method() {
      return "convolution" + tile.label() + suffix(epilogue);
    }
  }

  /**
   * A strip of pixels by two vectors of a panel, for convolutions of any window and panels of any
   * width, without an epilogue. One small method for all of them is compiled in no time, and stands
   * in until the tiles are.
   *
   * @param adds to what is where the sums go
   */
  record Strip(boolean adds) implements Leaf {

    /** Pixels of a strip: so many sums do not wait for each other; more take longer to compile. */
    public static final int PIXELS = 4;

    /** Vectors of a strip: with one it would wait for its inputs. */
    public static final int VECTORS = 2;

    /** Pixels that passes go through at a time: of a few panels they fit into the L1 cache. */
    public static final int PASSED_PIXELS = 56;

    @Override
    public String method() {
      return adds ? "stripAdding" : "strip";
    }

    /** The method that goes through the vectors of a panel. */
    public String panelMethod() {
      return adds ? "stripsAdding" : "strips";
    }
  }

  /**
   * Reads a panel once, ahead of its tiles, in four streams: a tile's own reads are one stream,
   * which waits for memory at each new page.
   */
  record Touch() implements Leaf {

    /** Streams. */
    public static final int STREAMS = 4;

    /** Floats of a cache line, of which one is read. */
    public static final int LINE = 16;

    @Override
    public String method() {
      return "touch";
    }
  }

  /**
   * Windows inside a map, copied one behind the other.
   *
   * @param rows of a window
   * @param vectors of a row
   * @param padding floats behind a window, which become zero
   */
  record Im2Col(int rows, int vectors, int padding) implements Leaf {
    @Override
    public String method() {
      return "im2col" + rows + "x" + vectors + (padding == 0 ? "" : "Padding" + padding);
    }
  }

  /** Patches of a map to the positions of Winograd's products. */
  record InputTransform() implements Leaf {
    @Override
    public String method() {
      return "inputTransform";
    }
  }

  /** The sums of those positions to pixels. */
  record OutputTransform(Epilogue epilogue) implements Leaf {
    @Override
    public String method() {
      return "outputTransform" + suffix(epilogue);
    }
  }

  /**
   * Rows of a depthwise convolution by output carry: each input column is loaded once and added to
   * every output that it touches; outputs in flight and taps stay in registers. Two rows at a time
   * take 20 to 25% less time than one by one: the rows that both read are loaded and addressed
   * once.
   *
   * @param rows output rows at a time
   */
  record DepthwiseRows(int rows, Carry carry, Epilogue epilogue, boolean pooled) implements Leaf {

    /** The leaf for a machine: outputs of two rows in flight need 32 registers. */
    static DepthwiseRows of(Machine machine, Carry carry, FusedOp op, boolean pooled) {
      boolean pairs = machine.registers() >= 32 && gainsByPairs(op.op(), op.node().output());
      return new DepthwiseRows(pairs ? 2 : 1, carry, op.epilogue(), pooled);
    }

    /** Whether windows of two rows share input rows, and have few enough taps for one method. */
    static boolean gainsByPairs(Weighted op, Shape out) {
      Window window = op.window();
      return window.taps() <= SMALL_TAPS
          && window.dilation().height() == 1
          && window.stride().height() == window.stride().width()
          && out.height() > 1;
    }

    /** The same without its epilogue and its sums for squeeze-excite. */
    public DepthwiseRows bare() {
      return new DepthwiseRows(rows, carry, Epilogue.NONE, false);
    }

    /** Whether the JIT takes hardly longer to compile it than without. */
    boolean isShort() {
      return !pooled
          && switch (epilogue.activation()) {
            case NONE, RELU, RELU6 -> true;
            default -> false;
          };
    }

    /** Input rows under their windows. */
    public int inputRows() {
      return carry.height() + (rows - 1) * carry.stride();
    }

    @Override
    public String method() {
      return "depthwise"
          + (rows == 1 ? "" : "Pair")
          + carry.label()
          + suffix(epilogue)
          + (pooled ? "Pooled" : "");
    }
  }

  /**
   * A row of pixels of a depthwise convolution of any window. The loop over pixels is the leaf's:
   * as long as rows are not compiled, each driver's would be hot enough for the JIT to compile the
   * driver and the leaf within it (0.3 s for MobileNetV3-Large). It stores bare sums: one small
   * method for all layers is compiled sooner than one for each epilogue.
   */
  record DepthwisePixels() implements Leaf {

    /** Rows that passes go through at a time, which the L1 cache holds. */
    public static final int PASSED_ROWS = 2;

    @Override
    public String method() {
      return "depthwisePixels";
    }
  }

  /** The sums of a row's pixels, added to what is there. */
  record RowSums() implements Leaf {
    @Override
    public String method() {
      return "rowSums";
    }
  }

  /** Panels of a dense layer, one vector wide, four at once, without an epilogue. */
  record Dense() implements Leaf {
    @Override
    public String method() {
      return "dense";
    }
  }

  /** The same with weights stored as halves. */
  record HalfDense() implements Leaf {
    @Override
    public String method() {
      return "halfDense";
    }
  }

  /** One pixel of a maximum or average pool. */
  record PoolPixel(Pool.Kind kind) implements Leaf {
    @Override
    public String method() {
      return kind == Pool.Kind.MAX ? "maxPool" : "averagePool";
    }
  }

  /** The mean over pixels. */
  record Mean() implements Leaf {
    @Override
    public String method() {
      return "mean";
    }
  }

  /** Pixels times the gate of their channels. */
  record Gate() implements Leaf {
    @Override
    public String method() {
      return "gate";
    }
  }

  /** Weights of panels times the gate of their input channels. */
  record Fold(int vectors) implements Leaf {
    @Override
    public String method() {
      return "fold" + vectors;
    }
  }

  /** The sum of two tensors. */
  record Add() implements Leaf {
    @Override
    public String method() {
      return "add";
    }
  }

  /** An activation of each element. */
  record Elementwise(Epilogue epilogue) implements Leaf {
    @Override
    public String method() {
      return "activate" + suffix(epilogue);
    }
  }

  /** The product of two tensors. */
  record Multiply() implements Leaf {
    @Override
    public String method() {
      return "multiply";
    }
  }

  /** Pixels times a number for each. */
  record Mask() implements Leaf {
    @Override
    public String method() {
      return "mask";
    }
  }

  /** The largest or the mean of each pixel's channels. */
  record ChannelPool(Pool.Kind kind) implements Leaf {
    @Override
    public String method() {
      return kind == Pool.Kind.MAX ? "channelMax" : "channelMean";
    }
  }

  /** The largest of all pixels. */
  record Largest() implements Leaf {
    @Override
    public String method() {
      return "largest";
    }
  }

  /** A pixel between four. */
  record Bilinear() implements Leaf {
    @Override
    public String method() {
      return "bilinear";
    }
  }

  /** PReLU with the slopes of channels. */
  record Rectify() implements Leaf {
    @Override
    public String method() {
      return "rectify";
    }
  }

  /** The channels of two maps in turn. */
  record Zip() implements Leaf {
    @Override
    public String method() {
      return "zip";
    }
  }

  private static String suffix(Epilogue epilogue) {
    String activation =
        epilogue.activation() == Activation.NONE ? "" : camel(epilogue.activation().name());
    boolean slopeMatters =
        switch (epilogue.activation()) {
          case HARD_SIGMOID, LEAKY_RELU, ELU ->
              epilogue.slope() != new Activate(epilogue.activation()).slope();
          default -> false;
        };
    String slope =
        slopeMatters ? "Slope" + Integer.toHexString(Float.floatToIntBits(epilogue.slope())) : "";
    if (!epilogue.residual()) {
      return activation + slope;
    }
    return epilogue.addsFirst() ? "Residual" + activation + slope : activation + slope + "Residual";
  }

  private static String camel(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_")) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
