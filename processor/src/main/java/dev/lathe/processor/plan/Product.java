package dev.lathe.processor.plan;

import java.util.List;

/**
 * A matrix product, or one over a window's taps, that a kernel has computed by tiles.
 *
 * @param strided the leaf for the strides of the input and the output
 * @param run input channels of a pixel, or of a tap
 * @param macs of one inference
 */
public record Product(Leaf.Strided strided, int run, long macs) {

  /** The product of one of a kernel's panels, with its share of the kernel's MACs. */
  static Product of(Leaf.Strided strided, Panels one, List<Panels> all, long macs) {
    return new Product(
        strided, one.run(), macs * one.count() * one.vectors() / Panels.vectors(all));
  }

  /** The leaf for any stride. */
  public Leaf.Tiled leaf() {
    return strided.any();
  }
}
