package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;

/** Spells an epilogue as passes over what leaves without one have stored: bare sums. */
final class Passes {

  private Passes() {}

  /** Passes over the first stretches of so many pixels of the kernel's output. */
  static void over(Body body, Kernel.Weighing kernel, int outStride, String stretches, int pixels) {
    int width = Machine.stored(kernel.out().channels());
    if (outStride == width) {
      over(body, kernel, "", Expr.times(stretches, pixels * width));
    } else {
      over(body, kernel, "", "" + width, Expr.times(stretches, pixels), outStride);
    }
  }

  /**
   * Passes over some stored floats.
   *
   * @param shift from the kernel's first float to theirs
   */
  static void over(Body body, Kernel.Weighing kernel, String shift, String length) {
    over(body, kernel, shift, length, "1", 0);
  }

  /**
   * Passes over some stored floats of some pixels.
   *
   * @param shift from the kernel's first float to theirs
   * @param stride floats from pixel to pixel
   */
  static void over(
      Body body, Kernel.Weighing kernel, String shift, String length, String pixels, int stride) {
    for (Leaf leaf : kernel.passes()) {
      String first =
          switch (leaf) {
            case Leaf.Elementwise activation -> "out, to" + shift;
            case Leaf.Add add -> "out, to%1$s, addend%1$s".formatted(shift);
            default -> throw new IllegalStateException(leaf.method() + " is no pass");
          };
      body.line(
          "%s(%s, out, to%s, %s, %s, %d)", leaf.method(), first, shift, length, pixels, stride);
    }
  }
}
