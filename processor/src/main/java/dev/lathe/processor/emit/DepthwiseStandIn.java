package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Window;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Leaf;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Spells what stands in for the rows of depthwise kernels that differ in their epilogues or sizes:
 * rows without epilogue once they are compiled, pixels until then, and passes over their sums. It
 * is one method for all of them, too large for the JIT to have it in each driver.
 */
final class DepthwiseStandIn {

  /** What kernels have in common that share such a method. */
  record Kind(Leaf.DepthwiseRows bare, Window window, int left) {
    /** That of a kernel that slides along rows. */
    static Kind of(DepthwiseKernel kernel) {
      Window window = kernel.op().window();
      return new Kind(
          kernel.rows().orElseThrow().bare(),
          new Window(window.kernel(), window.stride(), window.dilation(), Padding.none()),
          window.pads(kernel.in()).left());
    }
  }

  private final Kind kind;
  private final SharedPasses passes;
  private final boolean pooled;

  DepthwiseStandIn(Kind kind, List<DepthwiseKernel> kernels) {
    this.kind = kind;
    this.passes = new SharedPasses(kernels.stream());
    this.pooled = kernels.stream().anyMatch(DepthwiseKernel::pooled);
  }

  Leaf.DepthwiseRows bare() {
    return kind.bare;
  }

  /** The passes of its kernels. */
  SharedPasses passes() {
    return passes;
  }

  /** Whether some of its kernels sum up rows for squeeze-excite. */
  boolean pooled() {
    return pooled;
  }

  MethodSpec method(int lanes, Names names) {
    DepthwiseText text =
        new DepthwiseText(kind.window, kind.left, lanes, DepthwiseText.Sizes.PARAMETERS);
    Body body = new Body();
    body.open("for (int from = begin, until; from < end; from = until)");
    body.line("until = Math.min(from + %d, end)", Leaf.DepthwisePixels.PASSED_ROWS);
    body.open("if (%s)", names.ready(kind.bare));
    text.rows(body, kind.bare);
    body.otherwise();
    text.pixels(body);
    body.close();
    passes.spell(body, "vectors * " + lanes, "(until - from) * outWidth", "outStride");
    if (pooled) {
      body.open("if (pool >= 0)");
      text.sums(body);
      body.close();
    }
    body.line("to += (until - from) * outWidth * outStride");
    body.close();
    return Methods.of(
        names.of(this),
        "float[] in, int at, int stride, int ring, int shift, float[] weights, int panel,"
            + " int vectors, float[] out, int to, int begin, int end, int height, int width,"
            + " int pad, int outWidth, int outStride, int passes"
            + (pooled ? ", int pool, int sumStride" : "")
            + ", int ready",
        "The output rows {@code begin} to {@code end} by what stands in for leaves with an"
            + " epilogue.",
        body,
        Modifier.PRIVATE);
  }
}
