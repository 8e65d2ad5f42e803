package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Tile;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Spells the sums of a tile of pixels and vectors, and what a turn of its loop adds to them. */
final class TileSums {

  private final VectorPlace place;
  private final Predicate<Tile> fenced;

  /** Sums of a panel's vectors, one behind the other. */
  TileSums(Machine machine) {
    this((first, vector) -> Expr.plus(first, vector * machine.lanes()), machine::fencesLoads);
  }

  /**
   * Sums of vectors that lie elsewhere.
   *
   * @param fenced which tiles' inputs are loaded one behind the other
   */
  TileSums(VectorPlace place, Predicate<Tile> fenced) {
    this.place = place;
    this.fenced = fenced;
  }

  /** Declares the sums, which begin as their channels' biases. */
  void start(Body body, Tile tile, String bias) {
    for (int v = 0; v < tile.vectors(); v++) {
      body.line("FloatVector bias%d = FloatVector.fromArray(S, weights, %s)", v, place.of(bias, v));
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      for (int v = 0; v < tile.vectors(); v++) {
        body.line("FloatVector sum%d_%d = bias%d", pixel, v, v);
      }
    }
  }

  /** The input channels of one turn, as many as the tile unrolls. */
  void turn(Body body, Tile tile, IntFunction<String> base, String step, InputPlace input) {
    for (int i = 0; i < tile.unroll(); i++) {
      int turn = i;
      if (tile.unroll() > 1) {
        body.open("");
      }
      if (turn > 0) {
        fence(body, tile);
      }
      channel(body, tile, base.apply(turn), step, pixel -> input.of(pixel, turn));
      if (tile.unroll() > 1) {
        body.close();
      }
    }
  }

  /** One input channel: each pixel's value times each weight vector. */
  void channel(Body body, Tile tile, String base, String step, IntFunction<String> input) {
    for (int v = 0; v < tile.vectors(); v++) {
      body.line(
          "FloatVector w%d = FloatVector.fromArray(S, weights, %s%s)", v, place.of(base, v), step);
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      if (pixel > 0) {
        fence(body, tile);
      }
      body.line("FloatVector v%d = FloatVector.broadcast(S, in[%s])", pixel, input.apply(pixel));
      for (int v = 0; v < tile.vectors(); v++) {
        body.line("sum%1$d_%2$d = v%1$d.fma(w%2$d, sum%1$d_%2$d)", pixel, v);
      }
    }
  }

  /**
   * Calls what the JDK has HotSpot always inline: a method of our own stays a call where no
   * computing call preceded the compilation.
   */
  private void fence(Body body, Tile tile) {
    if (fenced.test(tile)) {
      body.line("if (FENCED) VarHandle.loadLoadFence()");
    }
  }

  /** Where an input is, as an expression. */
  interface InputPlace {
    String of(int pixel, int turn);
  }

  /** Where a vector is, given the first one's place, as expressions. */
  interface VectorPlace {
    String of(String first, int vector);
  }
}
