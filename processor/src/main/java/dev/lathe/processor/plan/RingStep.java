package dev.lathe.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A depthwise convolution whose inputs, outputs or both live only for some rows.
 *
 * @param producer computes input rows into the ring; without it they are read from {@code from}
 * @param projection reads the depthwise rows; without it they are stored to {@code to}
 * @param from the producer's input
 * @param to the last kernel's output
 * @param residual what the projection adds
 * @param rows depthwise output rows of a step
 * @param ringRows rows that the ring holds
 * @param shift input row y lies in the ring's row (y + shift) mod ringRows
 * @param ring the producer's rows
 * @param band the depthwise output's rows
 * @param pool each row's sums for squeeze-excite
 */
public record RingStep(
    Optional<Kernel.Weighing> producer,
    DepthwiseKernel depthwise,
    Optional<Kernel.Pointwise> projection,
    Tensor from,
    Tensor to,
    Optional<Tensor> residual,
    int rows,
    int ringRows,
    int shift,
    Optional<Buffer> ring,
    Optional<Buffer> band,
    Optional<Buffer> pool)
    implements Step {

  /** {@code "ring of 8 rows, 4 a step"}. */
  public String describe() {
    String buffer = ring.isPresent() ? "ring of " + ringRows + " rows, " : "";
    return buffer + rows + (rows == 1 ? " row a step" : " rows a step");
  }

  @Override
  public List<Buffer> buffers() {
    Stream<Buffer> ofProducer = producer.stream().flatMap(kernel -> kernel.own().stream());
    return Stream.concat(
            Stream.of(
                    from.buffer(), to.buffer(), residual.flatMap(Tensor::buffer), ring, band, pool)
                .flatMap(Optional::stream),
            ofProducer)
        .distinct()
        .toList();
  }

  @Override
  public List<Kernel> kernels() {
    return Stream.of(producer, Optional.of(depthwise), projection)
        .<Kernel>flatMap(Optional::stream)
        .toList();
  }
}
