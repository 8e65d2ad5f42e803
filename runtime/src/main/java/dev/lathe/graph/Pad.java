package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * Pixels added around each channel, as PyTorch's {@code pad} does: H×W×C to (H + top + bottom)×(W +
 * left + right)×C.
 *
 * @param value of the pixels in {@link Mode#CONSTANT}; unused by the others
 */
public record Pad(Pads pads, Mode mode, float value) implements Op {

  /** What the new pixels hold. */
  public enum Mode {
    /** One number. */
    CONSTANT,
    /** The pixels inside, mirrored at the outermost one. */
    REFLECT,
    /** The outermost pixel. */
    REPLICATE
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (mode == Mode.REFLECT
        && (Math.max(pads.top(), pads.bottom()) >= input.height()
            || Math.max(pads.left(), pads.right()) >= input.width())) {
      throw new ShapeException("mirrors " + pads + " pixels of " + input);
    }
    return new Shape(
        input.height() + pads.top() + pads.bottom(),
        input.width() + pads.left() + pads.right(),
        input.channels());
  }
}
