package dev.lathe.benchmarks;

import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.WarmUp;
import dev.lathe.Weights;
import dev.lathe.benchmarks.engine.Subject;
import dev.lathe.graph.Graph;

/** {@link SmallNetworks}, loaded without a warm-up. */
enum SmallNetwork implements Subject {
  BLOCKS,
  MAPS,
  RESIDUAL;

  @Override
  public Graph graph() {
    return switch (this) {
      case BLOCKS -> LatheSmallNetworks_Blocks.graph();
      case MAPS -> LatheSmallNetworks_Maps.graph();
      case RESIDUAL -> LatheSmallNetworks_Residual.graph();
    };
  }

  @Override
  public Model load(Weights weights, LoadOption... options) {
    return switch (this) {
      case BLOCKS -> LatheSmallNetworks_Blocks.load(weights, WarmUp.OFF);
      case MAPS -> LatheSmallNetworks_Maps.load(weights, WarmUp.OFF);
      case RESIDUAL -> LatheSmallNetworks_Residual.load(weights, WarmUp.OFF);
    };
  }
}
