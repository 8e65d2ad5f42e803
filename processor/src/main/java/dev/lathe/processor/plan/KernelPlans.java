package dev.lathe.processor.plan;

import java.util.Map;

/**
 * What the planner decided.
 *
 * @param memory what the network needs at run time
 * @param kernels by node name, a line that says how the node is computed
 */
public record KernelPlans(MemoryFigures memory, Map<String, String> kernels) {

  /** Copies the map. */
  public KernelPlans {
    kernels = Map.copyOf(kernels);
  }
}
