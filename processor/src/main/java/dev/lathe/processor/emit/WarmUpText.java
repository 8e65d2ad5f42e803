package dev.lathe.processor.emit;

import dev.lathe.graph.Op.Pool;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.Leaf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Spells one call of each leaf on a small tile, with loops of {@code run} and {@code some} turns.
 */
final class WarmUpText {

  private final int lanes;

  WarmUpText(int lanes) {
    this.lanes = lanes;
  }

  /** The call. */
  String call(Leaf leaf) {
    return leaf.method() + "(" + arguments(leaf) + ")";
  }

  private String arguments(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Pointwise pointwise ->
          "in, 0, 64, weights, 0, run, out, 0, 64, some"
              + (pointwise.epilogue().residual() ? ", 0, 64" : "");
      case Leaf.Convolution convolution -> {
        int width = convolution.tile().vectors() * lanes;
        yield "in, 0, 16, some, 64, 1 + (round >> 2 & 1), 16, 1 + run / 4, weights, 0, %1$d, %1$d, %1$d, out, 0, 64, some%2$s"
            .formatted(width, convolution.epilogue().residual() ? ", 0, 64" : "");
      }
      case Leaf.Strip strip ->
          "in, 0, 64, some, 64, 1 + (round >> 2 & 1), 16, run, weights, 0, %1$d, %1$d, %1$d, %1$d, out, 0, 64, some"
              .formatted(lanes);
      case Leaf.DepthwiseRow row -> {
        Carry carry = row.carry();
        String rows =
            IntStream.range(0, carry.height())
                .mapToObj(y -> "" + y * 4096)
                .collect(Collectors.joining(", "));
        yield "in, %s, %d + %d * run, 64, weights, 0, out, 0, 64, some%s"
            .formatted(
                rows,
                carry.stride() * (carry.leadIn() + 1) + carry.rest(),
                carry.stride(),
                row.pooled() ? ", 8192" : "");
      }
      case Leaf.DepthwisePixel pixel ->
          "in, 0, round & 1, 2, 1 + (round & 1), 1, 64, 1 + (round & 2), 16, weights, 0, 16, 16,"
              + " 16, out, 0, some"
              + (pixel.pooled() ? ", 8192" : "");
      case Leaf.Dense dense -> "in, 0, run, weights, 0, out, 0";
      case Leaf.PoolPixel pool ->
          "in, 0, 1 + (round & 1), 64, 1 + (round & 2), 16, %sout, 0, %d * run"
              .formatted(pool.kind() == Pool.Kind.AVERAGE ? "4, " : "", lanes);
      case Leaf.Mean mean -> "in, 0, run, 64, out, 0, 32";
      case Leaf.Gate gate -> "in, 0, 4096, out, 0, run, 64, 32";
      case Leaf.Fold fold -> "weights, 0, run, out, 0, 8192";
      case Leaf.Add add -> "in, 0, 4096, out, 0, " + lanes + " * run";
      case Leaf.Elementwise elementwise -> "in, 0, out, 0, " + lanes + " * run";
      case Leaf.Multiply multiply -> "in, 0, 4096, out, 0, " + lanes + " * run";
      case Leaf.Mask mask -> "in, 0, 8192, 16, out, 0, run, 64";
      case Leaf.ChannelPool pool -> "in, 0, 16 + (round & 3), 32, out, 0, run";
      case Leaf.Largest largest -> "in, 0, run, 64, out, 0, 32";
      case Leaf.Bilinear bilinear ->
          "in, 0, 16, 64, 80, 0.5f, 0.25f, out, 0, %d * run".formatted(lanes);
      case Leaf.Rectify rectify -> "in, 0, weights, 0, out, 0, run, 64";
    };
  }
}
