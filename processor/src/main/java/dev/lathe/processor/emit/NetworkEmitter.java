package dev.lathe.processor.emit;

import dev.lathe.processor.declare.NetworkName;
import dev.lathe.processor.plan.KernelPlans;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.List;

/** Spells the kernels that the planner chose. */
public final class NetworkEmitter {

  private NetworkEmitter() {}

  /** The source files of a network. */
  public static List<SourceFile> emit(NetworkName name, ShapedNetwork network, KernelPlans plans) {
    return List.of();
  }
}
