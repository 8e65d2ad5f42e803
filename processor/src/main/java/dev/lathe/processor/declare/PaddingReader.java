package dev.lathe.processor.declare;

import dev.lathe.annotation.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.processor.diagnose.Code;
import java.util.List;

/** Reads how a map is padded: by a rule or by numbers. */
final class PaddingReader {

  private PaddingReader() {}

  /** The rule or the pads that a layer states, or the network's rule. */
  static dev.lathe.graph.Padding padding(Attributes it, dev.lathe.graph.Padding networkPadding) {
    if (it.states("padding") && it.states("pads")) {
      it.problem(Code.Pads, "pads", "states both padding and pads; one of them says it all");
    }
    if (it.states("pads")) {
      return new dev.lathe.graph.Padding.Explicit(pads(it));
    }
    return it.states("padding") ? rule(it) : networkPadding;
  }

  /** Pixels on each side. */
  static Pads pads(Attributes it) {
    List<Integer> n = it.numbers("pads", 0);
    return switch (n.size()) {
      case 1 -> new Pads(n.get(0), n.get(0), n.get(0), n.get(0));
      case 2 -> new Pads(n.get(0), n.get(1), n.get(0), n.get(1));
      case 4 -> new Pads(n.get(0), n.get(1), n.get(2), n.get(3));
      default -> {
        it.problem(
            Code.ArrayLength,
            "pads",
            "has "
                + n.size()
                + " numbers as pads; state {all}, {vertical, horizontal} or {top, left, bottom,"
                + " right}");
        yield Pads.NONE;
      }
    };
  }

  /** The rule that the attribute {@code padding} names. */
  static dev.lathe.graph.Padding rule(Attributes it) {
    return switch (it.constant("padding", Padding.class)) {
      case SAME -> new dev.lathe.graph.Padding.Same();
      case SAME_UPPER -> new dev.lathe.graph.Padding.SameUpper();
      case VALID -> dev.lathe.graph.Padding.none();
    };
  }
}
