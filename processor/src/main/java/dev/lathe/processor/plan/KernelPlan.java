package dev.lathe.processor.plan;

import dev.lathe.graph.Graph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is decided about a network's code for one machine; nothing is left for the
 * emitters to choose.
 *
 * @param graph the network
 * @param machine what it is planned for
 * @param stages one method each, in order
 * @param arena where activations live
 * @param packedLength floats of packed weights
 * @param copies by node, what joining or taking apart values copies
 */
public record KernelPlan(
    Graph graph,
    Machine machine,
    List<Stage> stages,
    Arena arena,
    int packedLength,
    Map<String, String> copies) {

  /** Copies the collections. */
  public KernelPlan {
    stages = List.copyOf(stages);
    copies = Collections.unmodifiableMap(new LinkedHashMap<>(copies));
  }

  /** The layer during which most of the arena is in use. */
  public String peakLayer() {
    int step = 0;
    for (Stage stage : stages) {
      step += stage.steps().size();
      if (arena.peakStep() < step) {
        return stage.layer();
      }
    }
    throw new IllegalStateException("no step " + arena.peakStep());
  }

  /** The kernels, in order of use. */
  public List<Kernel> kernels() {
    return stages.stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.kernels().stream())
        .toList();
  }

  /** The leaves that its kernels call. */
  public Leaves leaves() {
    return Leaves.of(this);
  }
}
