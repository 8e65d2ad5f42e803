package dev.lathe.processor.plan;

import java.util.List;

/**
 * The steps of one group, which become one method.
 *
 * @param name the block's or layer's name
 * @param layer the layer that declared it
 * @param steps in order
 */
public record Stage(String name, String layer, List<Step> steps) {

  /** Copies the steps. */
  public Stage {
    steps = List.copyOf(steps);
  }
}
