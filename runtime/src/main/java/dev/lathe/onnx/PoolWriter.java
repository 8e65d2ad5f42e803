package dev.lathe.onnx;

import dev.lathe.Shape;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pads;
import java.util.List;

/**
 * Spells pools in ONNX.
 *
 * <p>ONNX's ceil_mode starts windows in the padding after the input, and counts the pixels beyond
 * it in an average; PyTorch and Lathe do neither. So the rounding up becomes padding behind the
 * input, which no window counts; padding that counts becomes part of the input before that.
 */
record PoolWriter(OnnxNodes onnx) {

  void write(Op.Pool op, Shape input, Shape output, String in, String out) {
    Pads pads = op.window().pads(input);
    Pads reach =
        new Pads(
            pads.top(),
            pads.left(),
            (output.height() - 1) * op.window().stride().height()
                + op.window().spanHeight()
                - input.height()
                - pads.top(),
            (output.width() - 1) * op.window().stride().width()
                + op.window().spanWidth()
                - input.width()
                - pads.left());
    if (op.kind() == Op.Pool.Kind.MAX) {
      Pads behind = behind(reach, pads.top(), pads.left());
      onnx.windowed("MaxPool", List.of(in), out, op.window(), behind);
    } else if (op.countPadding() && !pads.equals(Pads.NONE)) {
      Pads beyond = new Pads(0, 0, reach.bottom() - pads.bottom(), reach.right() - pads.right());
      String padded = new ElementWriter(onnx).zeros(pads, in, out + ":padded");
      onnx.windowed("AveragePool", List.of(padded), out, op.window(), behind(beyond, 0, 0));
    } else {
      Pads behind = behind(reach, pads.top(), pads.left());
      onnx.windowed("AveragePool", List.of(in), out, op.window(), behind);
    }
  }

  /** The given padding before the input, and what windows reach behind it, if anything. */
  private static Pads behind(Pads reach, int top, int left) {
    return new Pads(top, left, Math.max(reach.bottom(), 0), Math.max(reach.right(), 0));
  }
}
