package dev.lathe.processor.emit;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.processor.plan.Kernel;
import java.util.Locale;

/** Says in a line what a kernel computes and how: the comment above its method. */
final class KernelText {

  private KernelText() {}

  /** {@code stage2.0.expand: 112x112x16 -> 112x112x96, 19,267,584 MACs; tiles 2 of 7x3.} */
  static String describe(Kernel kernel) {
    String window = kernel instanceof Kernel.Weighing weighing ? window(weighing) : "";
    return "%s: %s -> %s%s, %,d MACs; %s."
        .formatted(kernel.name(), kernel.in(), kernel.out(), window, kernel.macs(), kernel.choice())
        .replace("$", "$$");
  }

  private static String window(Kernel.Weighing kernel) {
    Window window = kernel.op().window();
    Pads pads = window.pads(kernel.in());
    String text = window.taps() == 1 ? "" : ", " + window.kernel();
    if (window.stride().height() > 1 || window.stride().width() > 1) {
      text += " stride " + window.stride();
    }
    if (!pads.equals(Pads.NONE)) {
      text += " pads %d,%d,%d,%d".formatted(pads.top(), pads.left(), pads.bottom(), pads.right());
    }
    if (kernel.op().groups() > 1) {
      text += " in " + kernel.op().groups() + " groups";
    }
    Epilogue epilogue = kernel.epilogue();
    String residual = epilogue.residual() ? ", residual" : "";
    String activation =
        epilogue.activation() == Activation.NONE
            ? ""
            : ", " + epilogue.activation().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return text + (epilogue.addsFirst() ? residual + activation : activation + residual);
  }
}
