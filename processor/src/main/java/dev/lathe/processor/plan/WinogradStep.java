package dev.lathe.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A step of a convolution of a whole map by Winograd. */
public sealed interface WinogradStep extends Step {

  /** The convolution. */
  WinogradKernel kernel();

  /**
   * The inputs as positions, which parts that divide channels share.
   *
   * @param from the map with the border that its patches need
   */
  record Patches(WinogradKernel kernel, Tensor from, Buffer positions) implements WinogradStep {
    @Override
    public List<Buffer> buffers() {
      return Stream.concat(from.buffer().stream(), Stream.of(positions)).toList();
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.InputTransform());
    }
  }

  /**
   * The products and their sums as outputs.
   *
   * @param from the map with the border that its patches need, unless they are positions already
   * @param positions the transformed inputs
   * @param sums a part's sums of one panel
   */
  record Products(
      WinogradKernel kernel,
      Optional<Tensor> from,
      Tensor to,
      Optional<Tensor> residual,
      Buffer positions,
      Buffer sums)
      implements WinogradStep {
    @Override
    public List<Buffer> buffers() {
      Stream<Buffer> maps =
          Stream.of(from, Optional.of(to), residual)
              .flatMap(Optional::stream)
              .flatMap(tensor -> tensor.buffer().stream());
      return Stream.concat(maps, Stream.of(positions, sums)).distinct().toList();
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }
}
