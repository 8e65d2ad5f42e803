package dev.lathe.processor.emit;

import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.Leaf;
import java.util.List;
import java.util.stream.Stream;

/**
 * The epilogues, as passes over bare sums, of kernels that share a method: a number tells which.
 */
final class SharedPasses {

  private final List<List<Leaf>> distinct;

  /** Those of some kernels. */
  SharedPasses(Stream<? extends Kernel.Weighing> kernels) {
    distinct =
        kernels
            .map(Kernel.Weighing::passes)
            .filter(passes -> !passes.isEmpty())
            .distinct()
            .toList();
  }

  /** The number of a kernel's, 0 if it has none. */
  int number(Kernel.Weighing kernel) {
    int index = distinct.indexOf(kernel.passes());
    if (index < 0 && !kernel.passes().isEmpty()) {
      throw new IllegalStateException(kernel.name() + " is none of the kernels that share passes");
    }
    return index + 1;
  }

  /** Whether some add what lies at {@code addend}. */
  boolean add() {
    return distinct.stream().flatMap(List::stream).anyMatch(Leaf.Add.class::isInstance);
  }

  /** Spells those that the parameter {@code passes} tells, over what lies at {@code to}. */
  void spell(Body body, String length, String pixels, String stride) {
    for (List<Leaf> passes : distinct) {
      body.open("if (passes == %d)", 1 + distinct.indexOf(passes));
      for (Leaf leaf : passes) {
        body.line(
            "%s(out, to%s, out, to, %s, %s, %s)",
            leaf.method(), leaf instanceof Leaf.Add ? ", addend" : "", length, pixels, stride);
      }
      body.close();
    }
  }
}
