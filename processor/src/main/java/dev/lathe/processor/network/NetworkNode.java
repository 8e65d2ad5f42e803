package dev.lathe.processor.network;

import dev.lathe.graph.Role;
import dev.lathe.processor.diagnose.Origins;
import java.util.List;

/**
 * A primitive op of a network whose heights and widths are not yet known.
 *
 * @param name unique in the network
 * @param layer the network's layer that it is part of
 * @param subject the layer that declared it, as messages call it: in a block {@code
 *     stage.0.squeeze}
 * @param role what it does in its block
 * @param template the op
 * @param inputs indices of the nodes it reads
 * @param minded indices of nodes of which the template needs to know the shapes too
 * @param origins of the annotation it comes from
 */
public record NetworkNode(
    String name,
    String layer,
    String subject,
    Role role,
    Template template,
    List<Integer> inputs,
    List<Integer> minded,
    Origins origins) {

  /** Copies the lists. */
  public NetworkNode {
    inputs = List.copyOf(inputs);
    minded = List.copyOf(minded);
  }
}
