package dev.lathe.processor.plan;

import java.util.List;

/**
 * A matrix product, or one over a window's taps, that a kernel has computed by tiles.
 *
 * @param strided the leaf for the strides of the input and the output
 * @param macs of one inference
 */
public record Product(Leaf.Strided strided, long macs) {

  /** The product of one of a kernel's panels, with its share of the kernel's MACs. */
  static Product of(
      Leaf.Tiled leaf, int stride, int outStride, Panels one, List<Panels> all, long macs) {
    long share = macs * one.count() * one.vectors() / Panels.vectors(all);
    return new Product(new Leaf.Strided(leaf, one.tile(), stride, outStride), share);
  }

  /** The leaf for any stride. */
  public Leaf.Tiled leaf() {
    return strided.any();
  }
}
