package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Tile;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spells the leaves that keep a tile of accumulators: pointwise and windowed convolutions. */
final class TileLeaves {

  /** Of leaves for any stride and for two. */
  static final String CONVOLUTION_PARAMETERS =
      "int rows, int rowStride, int taps, int tapStride, int run,"
          + " float[] weights, int bias, int panel, int panelRow, int panelTap,"
          + " float[] out, int to";

  /** As many input channels as leaves have, where C2 is to know that their weights' places fit. */
  static final String CHANNELS = "run & LAST_CHANNEL";

  private final Machine machine;
  private final int lanes;
  private final TileSums sums;
  private final TileEnd end;

  TileLeaves(Machine machine) {
    this.machine = machine;
    this.lanes = machine.lanes();
    this.sums = new TileSums(machine);
    this.end = new TileEnd(lanes, OptionalInt.empty());
  }

  /**
   * A tile of pixels of a matrix product with one panel. The loop over tiles is its caller's: what
   * C2 had to keep for the next one it would spill.
   */
  MethodSpec pointwise(Leaf.Pointwise leaf) {
    Tile tile = leaf.tile();
    int width = tile.vectors() * lanes;
    Body body = new Body();
    sums.start(body, tile, "panel");
    startPixels(body, tile.pixels(), "at", machine.keepsPointers(tile));
    body.line("int from = %s", place("panel + " + width, machine.fencesLoads(tile)));
    multiply(body, tile);
    end.finish(body, tile, leaf);
    return Methods.leaf(
        leaf,
        "run",
        "float[] in, int at, int stride, float[] weights, int panel, int run,"
            + " float[] out, int to, int outStride"
            + end.addend(leaf.epilogue()),
        "A tile of %d pixels by %d channels: one panel of a matrix product over %s."
            .formatted(tile.pixels(), width, "{@code run} input channels"),
        body);
  }

  /** {@code tiles} tiles of pixels of a convolution with one panel. */
  MethodSpec convolution(Leaf.Convolution leaf) {
    Tile tile = leaf.tile();
    Body body = new Body();
    body.open("for (int tile = 0; tile < tiles; tile++)");
    sums.start(body, tile, "bias");
    body.open("for (int row = 0; row < rows; row++)");
    openTaps(body, tile.pixels(), machine.keepsPointers(tile), machine.fencesLoads(tile));
    multiply(body, tile);
    body.close().close();
    end.finish(body, tile, leaf);
    body.line("at += %s", Expr.steps(tile.pixels(), "stride"));
    body.line("to += %s", Expr.steps(tile.pixels(), "outStride"));
    if (leaf.epilogue().residual()) {
      body.line("addend += %s", Expr.steps(tile.pixels(), "addendStride"));
    }
    body.close();
    return Methods.leaf(
        leaf,
        "tiles",
        "float[] in, int at, int stride, "
            + CONVOLUTION_PARAMETERS
            + ", int outStride, int tiles"
            + end.addend(leaf.epilogue()),
        ("Tiles of %d pixels by %d channels: one panel of a convolution over {@code rows} rows of"
                + " {@code taps} taps of {@code run} floats.")
            .formatted(tile.pixels(), tile.vectors() * lanes),
        body);
  }

  /** Reads of each cache line of a panel, but for the few that the streams leave over. */
  MethodSpec touch() {
    int streams = Leaf.Touch.STREAMS;
    int line = Leaf.Touch.LINE;
    Body body = new Body();
    body.line("int stream = length / %d * %d", streams * line, line);
    for (int s = 0; s < streams; s++) {
      body.line("int at%d = %s", s, s == 0 ? "at" : "at" + (s - 1) + " + stream");
      body.line("float sum%d = 0f", s);
    }
    body.open("for (int i = 0; i < stream; i += %d)", line);
    for (int s = 0; s < streams; s++) {
      body.line("sum%1$d += weights[at%1$d + i]", s);
    }
    body.close();
    body.comment("where nobody reads, so that the loads are not left out");
    body.line(
        "out[0] = %s",
        IntStream.range(0, streams).mapToObj(s -> "sum" + s).collect(Collectors.joining(" + ")));
    return Methods.leaf(
        new Leaf.Touch(),
        "length",
        "float[] weights, int at, int length, float[] out",
        "Reads {@code length} floats once, so that they come from memory in %d streams."
            .formatted(streams),
        body);
  }

  /**
   * Opens the loop over the taps of a row, and declares where pixels and weights are.
   *
   * @param known as for {@link #place}, of the pixels
   * @param weightsKnown the same of the weights
   */
  static void openTaps(Body body, int pixels, boolean known, boolean weightsKnown) {
    body.open("for (int tap = 0; tap < taps; tap++)");
    startPixels(body, pixels, "at + row * rowStride + tap * tapStride", known);
    body.line("int from = %s", place("panel + row * panelRow + tap * panelTap", weightsKnown));
  }

  /** Declares where each pixel's input channels begin. */
  private static void startPixels(Body body, int pixels, String first, boolean known) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      String place = pixel == 0 ? first : "x" + (pixel - 1) + " + stride";
      body.line("int x%d = %s", pixel, place(place, known));
    }
  }

  /** Opens the loop over the input channels of a tap, {@code step} in a turn. */
  static void openChannels(Body body, int step, String run) {
    body.open("for (int k = 0, end = %s; k < end; %s)", run, step == 1 ? "k++" : "k += " + step);
  }

  /**
   * A place, or a number of places, in an array.
   *
   * @param known whether C2 is to know that it is not negative: then it keeps a pointer to each
   *     pixel instead of adding, and extending to 64 bits, its place in each turn (7x3: 41 instead
   *     of 52 instructions, 3 to 9% faster with 16 to 64 channels), but without fences loads all
   *     inputs ahead of the FMAs, which must not spill
   */
  static String place(String place, boolean known) {
    if (!known) {
      return place;
    }
    return (place.contains(" ") ? "(" + place + ")" : place) + " & LAST_PLACE";
  }

  /** The loop over input channels, some in each turn. */
  private void multiply(Body body, Tile tile) {
    String run = machine.fencesLoads(tile) ? CHANNELS : place("run", machine.keepsPointers(tile));
    openChannels(body, tile.unroll(), run);
    int width = tile.vectors() * lanes;
    sums.turn(
        body,
        tile,
        turn -> Expr.plus("from", turn * width),
        " + k * " + width,
        (pixel, turn) -> "x" + pixel + " + " + Expr.plus("k", turn));
    body.close();
  }
}
