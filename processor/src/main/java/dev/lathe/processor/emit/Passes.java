package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;

/** Spells an epilogue as passes over what leaves without one have stored: bare sums. */
final class Passes {

  private Passes() {}

  /**
   * The last arguments of an elementwise leaf that goes through whole pixels: each of their vectors
   * is a pixel of its own.
   *
   * @param stride floats from pixel to pixel
   */
  static String stretch(String pixels, int stride, int lanes) {
    return "%1$d, %2$s, %1$d".formatted(lanes, Expr.times(pixels, stride / lanes));
  }

  /**
   * Passes over some pixels of the kernel's output.
   *
   * @param shift from the kernel's first float to theirs
   */
  static void over(
      Body body, Kernel.Weighing kernel, String shift, int outStride, String pixels, int lanes) {
    int width = Machine.stored(kernel.out().channels());
    if (outStride == width) {
      spell(body, kernel, shift, stretch(pixels, width, lanes));
    } else {
      over(body, kernel, shift, "" + width, pixels, outStride);
    }
  }

  /**
   * Passes over some stored floats of some pixels.
   *
   * @param shift from the kernel's first float to theirs
   * @param stride floats from pixel to pixel
   */
  static void over(
      Body body, Kernel.Weighing kernel, String shift, String length, String pixels, int stride) {
    spell(body, kernel, shift, "%s, %s, %d".formatted(length, pixels, stride));
  }

  private static void spell(Body body, Kernel.Weighing kernel, String shift, String sizes) {
    for (Leaf leaf : kernel.passes()) {
      String first =
          switch (leaf) {
            case Leaf.Elementwise activation -> "out, to" + shift;
            case Leaf.Add add -> "out, to%1$s, addend%1$s".formatted(shift);
            default -> throw new IllegalStateException(leaf.method() + " is no pass");
          };
      body.line("%s(%s, out, to%s, %s)", leaf.method(), first, shift, sizes);
    }
  }
}
