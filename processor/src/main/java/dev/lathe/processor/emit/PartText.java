package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Tensor;

/** Spells which units of a step a part computes, and where its tensors lie. */
final class PartText {

  private final Body body;
  private final Names names;
  private final int lanes;

  PartText(Body body, Names names, int lanes) {
    this.body = body;
    this.names = names;
    this.lanes = lanes;
  }

  /** Declares which of some units this part computes: {@code from} up to {@code until}. */
  void units(int units) {
    units("from", "until", units, "");
  }

  /** The same by other names, in multiples of some length. */
  void units(String from, String until, int units, String times) {
    body.line("int %s = %s / parts%s", from, Expr.times("part", units), times);
    body.line("int %s = %s / parts%s", until, Expr.times("(part + 1)", units), times);
  }

  /** Which channels this part computes, in whole vectors. */
  void vectors(int channels) {
    units("from", "until", (channels + lanes - 1) / lanes, " * " + lanes);
  }

  /**
   * Opens what a part does with the rows of a panel that are its own: {@code begin} up to {@code
   * end}, if there are any. Parts divide rows of vectors, so that a panel weighs what it costs.
   */
  static void openRows(Body body, int rows, Panels panels) {
    int vectors = panels.vectors();
    String before = Expr.unitsBefore("panel", vectors * rows, panels.vector() * rows);
    body.line("int begin = Math.max(%s, 0)", Expr.overUp("from - " + before, vectors));
    body.line("int end = Math.min(%s, %d)", Expr.overUp("until - " + before, vectors), rows);
    body.open("if (begin < end)");
  }

  /** The array that a tensor lies in. */
  String array(Tensor tensor) {
    return switch (tensor.place()) {
      case Tensor.Place.Arena whole -> "arena";
      case Tensor.Place.Within some -> "arena";
      case Tensor.Place.Input input -> "inputs[" + input.index() + "]";
      case Tensor.Place.Output output -> "outputs[" + output.index() + "]";
    };
  }

  /** The index of a tensor's first float. */
  String at(Tensor tensor) {
    return switch (tensor.place()) {
      case Tensor.Place.Arena whole -> names.of(whole.buffer());
      case Tensor.Place.Within some -> Expr.plus(names.of(some.buffer()), some.first());
      case Tensor.Place.Input input -> "0";
      case Tensor.Place.Output output -> "0";
    };
  }

  /** The index of a part's first pixel. */
  String pixel(Tensor tensor) {
    return pixel(tensor, "from");
  }

  /** The index of some pixel's first float. */
  String pixel(Tensor tensor, String pixel) {
    return at(tensor, pixel, tensor.stride());
  }

  /** The index of a row's first float. */
  String row(Tensor tensor, String row) {
    return at(tensor, row, tensor.rowStride());
  }

  private String at(Tensor tensor, String index, int stride) {
    String shift = index + " * " + stride;
    return at(tensor).equals("0") ? shift : at(tensor) + " + " + shift;
  }
}
