package dev.lathe;

import dev.lathe.graph.Node;
import java.util.Optional;

/** Says under which name a file holds the weights of each layer: see {@link Weights#named}. */
@FunctionalInterface
public interface Naming {

  /** A tensor of a layer. */
  enum Part {
    /**
     * The weights: (out, in / groups, kernel height, kernel width), or (out, in) of a dense layer.
     */
    WEIGHT(".weight"),
    /** The bias, (out). */
    BIAS(".bias"),
    /** The scale of the batch norm, (out). */
    GAMMA(".norm.weight"),
    /** The offset of the batch norm, (out). */
    BETA(".norm.bias"),
    /** The running mean of the batch norm, (out). */
    MEAN(".norm.running_mean"),
    /** The running variance of the batch norm, (out). */
    VARIANCE(".norm.running_var");

    private final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }

    /** Lathe's own name of this part: {@code stem.weight}, {@code stem.norm.running_mean}. */
    public String nameIn(Node node) {
      return node.name() + suffix;
    }
  }

  /**
   * The name of a tensor.
   *
   * @param node a node with weights, such as {@code stage2.1.expand}
   * @param part the part of it that is looked for; only parts that the node has are
   * @return the name in the file, or empty for Lathe's own, {@link Part#nameIn}
   */
  Optional<String> name(Node node, Part part);
}
