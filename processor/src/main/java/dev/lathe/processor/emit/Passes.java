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
      body.open("for (int pixel = 0; pixel < %s; pixel++)", Expr.times(stretches, pixels));
      over(body, kernel, " + pixel * " + outStride, "" + width);
      body.close();
    }
  }

  /**
   * Passes over some stored floats.
   *
   * @param shift from the kernel's first float to theirs
   */
  static void over(Body body, Kernel.Weighing kernel, String shift, String length) {
    for (Leaf leaf : kernel.passes()) {
      switch (leaf) {
        case Leaf.Elementwise activation ->
            body.line("%1$s(out, to%2$s, out, to%2$s, %3$s)", activation.method(), shift, length);
        case Leaf.Add add ->
            body.line(
                "%1$s(out, to%2$s, addend%2$s, out, to%2$s, %3$s)", add.method(), shift, length);
        default -> throw new IllegalStateException(leaf.method() + " is no pass");
      }
    }
  }
}
