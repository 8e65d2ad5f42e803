package dev.lathe.processor.plan;

import java.util.List;

/**
 * A matrix product, or one over a window's taps, that a kernel has computed by tiles.
 *
 * @param leaf the leaf
 * @param stride floats from pixel to pixel of the input
 * @param macs of one inference
 */
public record Product(Leaf.Tiled leaf, int stride, long macs) {

  /** The product of one of a kernel's panels, with its share of the kernel's MACs. */
  static Product of(Leaf.Tiled leaf, int stride, Panels one, List<Panels> all, long macs) {
    return new Product(leaf, stride, macs * one.count() * one.vectors() / Panels.vectors(all));
  }
}
