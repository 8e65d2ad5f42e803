package dev.lathe.processor.network;

import dev.lathe.graph.Role;
import dev.lathe.processor.diagnose.Origins;
import java.util.List;

/**
 * A primitive op of a network whose heights and widths are not yet known.
 *
 * @param name unique in the network
 * @param layer the layer that declared it
 * @param role what it does in its block
 * @param template the op
 * @param inputs indices of the nodes it reads
 * @param origins of the annotation it comes from
 */
public record NetworkNode(
    String name,
    String layer,
    Role role,
    Template template,
    List<Integer> inputs,
    Origins origins) {

  /** Copies the inputs. */
  public NetworkNode {
    inputs = List.copyOf(inputs);
  }
}
