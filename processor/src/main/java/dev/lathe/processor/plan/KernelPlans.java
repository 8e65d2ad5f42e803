package dev.lathe.processor.plan;

import dev.lathe.annotation.Storage;
import dev.lathe.graph.Graph;
import dev.lathe.processor.fuse.Fuser;
import dev.lathe.processor.fuse.FusionPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plans of one network for all machines.
 *
 * @param plans one per machine, in the order of {@link Machine#ALL}
 */
public record KernelPlans(List<KernelPlan> plans) {

  /** Copies the plans. */
  public KernelPlans {
    plans = List.copyOf(plans);
  }

  /** Plans a network for every machine, with all weights stored as floats. */
  public static KernelPlans of(Graph graph) {
    return of(graph, Storage.SINGLE);
  }

  /** Plans a network for every machine, with the weights of dense layers stored as given. */
  public static KernelPlans of(Graph graph, Storage denseWeights) {
    FusionPlan fusion = Fuser.fuse(graph);
    return new KernelPlans(
        Machine.ALL.stream().map(machine -> Planner.plan(fusion, machine, denseWeights)).toList());
  }

  /** What the network needs at run time. */
  public MemoryFigures memory() {
    KernelPlan widest = plans.get(0);
    return new MemoryFigures(
        4L * widest.packedLength(), 4L * widest.arena().length(), widest.peakLayer());
  }

  /** By node name, how the node is computed on the machine with the widest vectors. */
  public Map<String, String> kernels() {
    Map<String, String> kernels = new LinkedHashMap<>(plans.get(0).copies());
    for (Stage stage : plans.get(0).stages()) {
      for (Step step : stage.steps()) {
        String how =
            switch (step) {
              case RingStep ring -> ", " + ring.describe();
              case PanelStep panels -> ", panel by panel";
              case MapStep.Transpose transpose -> ", " + transpose.describe();
              default -> "";
            };
        for (Kernel kernel : step.kernels()) {
          String shared = kernel.split() == Split.PIXELS ? "" : ", threads share channels";
          kernels.put(kernel.name(), kernel.choice() + how + shared);
        }
      }
    }
    return kernels;
  }
}
