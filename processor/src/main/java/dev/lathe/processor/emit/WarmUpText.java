package dev.lathe.processor.emit;

import dev.lathe.graph.Op.Pool;
import dev.lathe.processor.plan.Carry;
import dev.lathe.processor.plan.Leaf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Spells what the warm-up needs: a call of each leaf from {@code at} on with {@code tiles} turns of
 * its outermost loop and about {@code turns} of the loops inside. One that has a single tile gets
 * {@code tiles} times as many of these.
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
          "in, at, 64, weights, 0, tiles * turns, out, 0, 64" + addend(pointwise, "0, 64");
      case Leaf.Convolution convolution ->
          convolution(convolution, "16, ", "3") + ", 64, tiles" + addend(convolution, "0, 64");
      case Leaf.Strided strided ->
          switch (strided.any()) {
            case Leaf.Pointwise pointwise ->
                "in, at, weights, 0, tiles * turns, out, 0" + addend(strided, "0");
            case Leaf.Convolution convolution ->
                convolution(convolution, "", "3 * tiles") + addend(strided, "0");
          };
      case Leaf.Im2Col copy -> "in, at, 16, 64, 8 + (turns & 7), out, 0, 64, tiles * turns";
      case Leaf.Strip strip ->
          "in, at, 64, 1 + (turns >> 3 & 1), 64, 1 + (turns & 1), 16, turns, weights, 0, %1$d, %1$d, %1$d, %1$d, out, 0, 64, %1$d, tiles"
              .formatted(lanes);
      case Leaf.Touch touch ->
          "weights, at, %d * tiles * turns, out".formatted(Leaf.Touch.STREAMS * Leaf.Touch.LINE);
      case Leaf.InputTransform transform ->
          "in, at, 64, 512, out, 0, 512, tiles, %d * (1 + turns / 8)".formatted(lanes);
      case Leaf.OutputTransform transform ->
          "in, at, 512, %d * (1 + turns / 8), out, 0, 64, 512, 128, tiles".formatted(lanes)
              + addend(transform, "0");
      case Leaf.DepthwiseRows row -> {
        Carry carry = row.carry();
        String rows =
            IntStream.range(0, row.inputRows())
                .mapToObj(y -> y == 0 ? "at" : "" + y * 4096)
                .collect(Collectors.joining(", "));
        boolean alone = row.rows() == 1;
        yield "in, %s, %d + %d * turns, 64, weights, 0, out, 0, %s64, tiles%s"
            .formatted(
                rows,
                carry.stride() * (carry.leadIn() + 1) + carry.rest(),
                carry.stride(),
                alone ? "" : "4096, ",
                row.pooled() ? alone ? ", 8192" : ", 8192, 64" : "");
      }
      case Leaf.DepthwisePixels pixels ->
          "in, at, turns & 1, 2, 1 + (turns & 1), 1, 4, 64, 3, 1, 1, 1, weights, 0, 16, 160,"
              + " out, 0, 64, 4 * tiles, 1 + (turns & 1)";
      case Leaf.RowSums sums -> "in, at, turns, 64, out, 0, " + lanes + " * tiles";
      case Leaf.Dense dense -> "in, at, turns, weights, 0, out, 0, tiles";
      case Leaf.HalfDense dense -> "in, at, turns, weights, 0, out, 0, tiles";
      case Leaf.PoolPixel pool ->
          "in, at, 1 + (turns & 1), 64, 1 + (turns & 2), 16, %sout, 0, %d * tiles"
              .formatted(pool.kind() == Pool.Kind.AVERAGE ? "4, " : "", lanes);
      case Leaf.Mean mean -> "in, at, turns, 64, out, 0, " + lanes + " * tiles";
      case Leaf.Gate gate -> "in, at, 64, 4096, out, 0, 64, turns, " + lanes + " * tiles";
      case Leaf.Fold fold -> "weights, at, turns, out, 0, 8192, tiles";
      case Leaf.Add add -> "in, at, 4096, out, 0, " + lanes + " * tiles, turns, 64";
      case Leaf.Elementwise elementwise -> "in, at, out, 0, " + lanes + " * tiles, turns, 64";
      case Leaf.Multiply multiply -> "in, at, 4096, out, 0, " + lanes + " * tiles * turns";
      case Leaf.Mask mask -> "in, at, 8192, 16, out, 0, tiles * turns, 64";
      case Leaf.ChannelPool pool -> "in, at, 16 + (turns & 3), 32, out, 0, tiles * turns";
      case Leaf.Largest largest -> "in, at, turns, 64, out, 0, " + lanes + " * tiles";
      case Leaf.Bilinear bilinear ->
          "in, at, 16, 64, 80, 0.5f, 0.25f, out, 0, " + lanes + " * tiles * turns";
      case Leaf.Zip zip ->
          "in, at, 64, 4096, 64, out, 0, 64, tiles * turns, 32 + (turns & 1) * %d".formatted(lanes);
      case Leaf.Rectify rectify -> "in, at, weights, 0, out, 0, turns, " + lanes + " * tiles";
    };
  }

  private static String addend(Leaf leaf, String addend) {
    return leaf.epilogue().residual() ? ", " + addend : "";
  }

  private String convolution(Leaf.Convolution leaf, String stride, String taps) {
    int width = leaf.tile().vectors() * lanes;
    return "in, at, %s3, 64, %s, 16, 1 + turns / 4, weights, 0, %3$d, %3$d, %3$d, out, 0"
        .formatted(stride, taps, width);
  }
}
