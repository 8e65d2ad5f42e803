package dev.lathe.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pointwise convolution and the depthwise one behind it, panel by panel of channels: what lies
 * between them is never more than one panel, which stays in the nearest caches. Threads divide
 * panels, and the rows of those that two of them share; these compute the rows around their border
 * twice.
 *
 * @param expansion computes a panel of input rows
 * @param depthwise reads them and stores its rows to {@code to}
 * @param from the expansion's input
 * @param to the depthwise convolution's output
 * @param panel the rows between them
 * @param pool each row's sums for squeeze-excite
 */
public record PanelStep(
    Kernel.Pointwise expansion,
    DepthwiseKernel depthwise,
    Tensor from,
    Tensor to,
    Buffer panel,
    Optional<Buffer> pool)
    implements Step {

  /** The step that does what two do. */
  static PanelStep of(Pointwise expansion, Depthwise filter) {
    return new PanelStep(
        expansion.kernel().byPanels(),
        filter.kernel().divided(Split.PANELS),
        expansion.from(),
        filter.to(),
        Buffer.perThread(expansion.kernel().name() + "_panel", floats(expansion)),
        filter.pool());
  }

  /** Floats of a panel, the widest of any machine. */
  static int floats(Pointwise expansion) {
    int channels = Math.min(expansion.to().stride(), Machine.WIDEST_PANEL);
    return Math.multiplyExact(expansion.to().shape().pixels(), channels);
  }

  @Override
  public List<Buffer> buffers() {
    return Stream.of(from.buffer(), to.buffer(), Optional.of(panel), pool)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  @Override
  public List<Kernel> kernels() {
    return List.of(expansion, depthwise);
  }
}
