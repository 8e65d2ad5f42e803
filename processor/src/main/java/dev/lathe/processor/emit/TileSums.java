package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Tile;
import java.util.function.IntFunction;

/** Spells the sums of a tile of pixels and vectors, and what a turn of its loop adds to them. */
final class TileSums {

  private final VectorPlace place;

  /** Sums of a panel's vectors, one behind the other. */
  TileSums(int lanes) {
    this((first, vector) -> Expr.plus(first, vector * lanes));
  }

  /** Sums of vectors that lie elsewhere. */
  TileSums(VectorPlace place) {
    this.place = place;
  }

  /** Declares the sums, which begin as their channels' biases. */
  void start(Body body, int pixels, int vectors, String bias) {
    for (int v = 0; v < vectors; v++) {
      body.line("FloatVector bias%d = FloatVector.fromArray(S, weights, %s)", v, place.of(bias, v));
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int v = 0; v < vectors; v++) {
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
      channel(
          body,
          tile.pixels(),
          tile.vectors(),
          base.apply(turn),
          step,
          pixel -> input.of(pixel, turn));
      if (tile.unroll() > 1) {
        body.close();
      }
    }
  }

  /** One input channel: each pixel's value times each weight vector. */
  void channel(
      Body body, int pixels, int vectors, String base, String step, IntFunction<String> input) {
    for (int v = 0; v < vectors; v++) {
      body.line(
          "FloatVector w%d = FloatVector.fromArray(S, weights, %s%s)", v, place.of(base, v), step);
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      body.line("FloatVector v%d = FloatVector.broadcast(S, in[%s])", pixel, input.apply(pixel));
      for (int v = 0; v < vectors; v++) {
        body.line("sum%1$d_%2$d = v%1$d.fma(w%2$d, sum%1$d_%2$d)", pixel, v);
      }
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
