package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Tile;
import java.util.OptionalInt;

/** Spells the leaves that keep a tile of accumulators, for two strides. */
final class StridedLeaves {

  private final Machine machine;
  private final int lanes;
  private final TileSums sums;

  StridedLeaves(Machine machine) {
    this.machine = machine;
    this.lanes = machine.lanes();
    this.sums = new TileSums(machine);
  }

  /** One tile with the distances of pixels in the instructions. */
  MethodSpec of(Leaf.Strided leaf) {
    Tile tile = leaf.tile();
    TileEnd stores = new TileEnd(lanes, OptionalInt.of(leaf.outStride()));
    Body body = new Body();
    String count;
    String parameters;
    switch (leaf.any()) {
      case Leaf.Pointwise pointwise -> {
        count = "run";
        parameters = "float[] weights, int panel, int run, float[] out, int to";
        sums.start(body, tile, "panel");
        multiply(body, leaf);
      }
      case Leaf.Convolution convolution -> {
        count = "taps";
        parameters = TileLeaves.CONVOLUTION_PARAMETERS;
        sums.start(body, tile, "bias");
        openWindow(body, leaf);
        turn(body, leaf, "weight", "", "input", "");
        closeWindow(body, leaf);
      }
    }
    stores.finish(body, tile, leaf);
    return Methods.leaf(
        leaf,
        count,
        "float[] in, int at, " + parameters + stores.addend(leaf.epilogue()),
        "One tile of pixels that are %d floats apart, and %d where they are stored."
            .formatted(leaf.stride(), leaf.outStride()),
        body);
  }

  /** The loop over the input channels of a matrix product. */
  private void multiply(Body body, Leaf.Strided leaf) {
    int width = width(leaf);
    int turn = leaf.tile().unroll();
    if (machine.countsChannels(leaf)) {
      body.line("int from = %s", TileLeaves.place("panel + " + width, true));
      body.line("int x0 = %s", TileLeaves.place("at", true));
      TileLeaves.openChannels(body, turn, TileLeaves.CHANNELS);
      turn(body, leaf, "from", " + k * " + width, "x0", " + k");
    } else {
      body.line("int end = %s", end("panel + " + width, leaf));
      body.comment(
          machine.fencesLoads(leaf.tile())
              ? "counts weights: C2 would check all places before a loop over channels"
              : "counts weights: C2 would load ahead of a loop over channels until it spills");
      body.open(
          "for (int weight = panel + %d, input = at; weight < end; weight += %d, input += %d)",
          width, turn * width, turn);
      turn(body, leaf, "weight", "", "input", "");
    }
    body.close();
  }

  /** Opens the loop over the taps of a window and their channels. */
  private void openWindow(Body body, Leaf.Strided leaf) {
    body.line("int row = 0");
    body.line("int tap = 0");
    body.line("int weight = panel");
    body.line("int input = at");
    body.comment("a window may have no row inside the map, and its sums are the biases");
    body.line("int end = rows > 0 ? %s : panel", end("panel", leaf));
    body.comment("one loop over all taps: C2 would spill sums in nested ones");
    body.open("while (weight < end)");
  }

  /** Goes on to the next tap behind the last channel of one. */
  private void closeWindow(Body body, Leaf.Strided leaf) {
    int turn = leaf.tile().unroll();
    body.line("weight += %d", turn * width(leaf));
    body.line("input += %d", turn);
    body.open("if (weight >= end)");
    body.line("tap++");
    body.open("if (tap == taps)").line("tap = 0").line("row++").close();
    body.open("if (row < rows)");
    body.line("weight = panel + row * panelRow + tap * panelTap");
    body.line("input = at + row * rowStride + tap * tapStride");
    body.line("end = %s", end("weight", leaf));
    body.close().close().close();
  }

  /** Behind the weights of one tap. */
  private String end(String weight, Leaf.Strided leaf) {
    return weight + " + run * " + width(leaf);
  }

  /** Channels of the panel. */
  private int width(Leaf.Strided leaf) {
    return leaf.tile().vectors() * lanes;
  }

  /** One turn of any of the loops, with the stride in the instructions. */
  private void turn(
      Body body, Leaf.Strided leaf, String weight, String weightStep, String input, String step) {
    int width = width(leaf);
    sums.turn(
        body,
        leaf.tile(),
        turn -> Expr.plus(weight, turn * width),
        weightStep,
        (pixel, turn) -> Expr.plus(input, pixel * leaf.stride() + turn) + step);
  }
}
