package dev.lathe.weights;

import dev.lathe.Naming.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pairs the layers of a network with those of a checkpoint, both in order, so that as many shapes
 * as possible agree: an edit distance in which a pair of unlike shapes costs less than leaving both
 * alone. Where all is well this is layer by layer; where it is not, one missing block does not
 * shift all that follows. A checkpoint of the same depth and other widths is compared layer by
 * layer.
 */
final class Alignment {

  /** Beyond this many pairs nothing is searched: no such network exists. */
  private static final long MOST_PAIRS = 16_000_000;

  private static final int ALONE = 10;
  private static final int UNLIKE_WIDTH = 8;
  private static final int UNLIKE_KERNEL = 12;
  private static final int UNLIKE_KIND = 2 * ALONE + 1; // never paired

  private Alignment() {}

  /** For each layer of the network the index of its counterpart, or -1. */
  static int[] align(List<Target> targets, List<Slot> slots, Map<String, TensorInfo> tensors) {
    if ((long) targets.size() * slots.size() > MOST_PAIRS
        || isLayerByLayer(targets, slots, tensors)) {
      int[] assigned = new int[targets.size()];
      Arrays.setAll(assigned, t -> t < slots.size() ? t : -1);
      return assigned;
    }
    return trace(targets, slots, tensors, costs(targets, slots, tensors));
  }

  /** Whether layer by layer all shapes agree, or kinds do and the widths must be others. */
  private static boolean isLayerByLayer(
      List<Target> targets, List<Slot> slots, Map<String, TensorInfo> tensors) {
    if (targets.size() != slots.size()) {
      return false;
    }
    int[] costs =
        IntStream.range(0, targets.size())
            .map(i -> pair(targets.get(i), slots.get(i), tensors))
            .toArray();
    long alike = Arrays.stream(costs).filter(cost -> cost == 0).count();
    boolean kinds = Arrays.stream(costs).allMatch(cost -> cost < UNLIKE_KIND);
    return alike == targets.size() || (kinds && alike * 2 < targets.size());
  }

  /** The least cost of pairing what follows the first t layers and s slots. */
  private static int[][] costs(
      List<Target> targets, List<Slot> slots, Map<String, TensorInfo> tensors) {
    int[][] cost = new int[targets.size() + 1][slots.size() + 1];
    for (int t = targets.size(); t >= 0; t--) {
      for (int s = slots.size(); s >= 0; s--) {
        if (t == targets.size() || s == slots.size()) {
          cost[t][s] = ALONE * (targets.size() - t + slots.size() - s);
        } else {
          cost[t][s] =
              Math.min(
                  cost[t + 1][s + 1] + pair(targets.get(t), slots.get(s), tensors),
                  ALONE + Math.min(cost[t + 1][s], cost[t][s + 1]));
        }
      }
    }
    return cost;
  }

  private static int[] trace(
      List<Target> targets, List<Slot> slots, Map<String, TensorInfo> tensors, int[][] cost) {
    int[] assigned = new int[targets.size()];
    Arrays.fill(assigned, -1);
    int s = 0;
    for (int t = 0; t < targets.size(); t++) {
      while (s < slots.size() && cost[t][s] == ALONE + cost[t][s + 1]) {
        s++;
      }
      if (s < slots.size()
          && cost[t][s] == cost[t + 1][s + 1] + pair(targets.get(t), slots.get(s), tensors)) {
        assigned[t] = s++;
      }
    }
    return assigned;
  }

  private static int pair(Target target, Slot slot, Map<String, TensorInfo> tensors) {
    List<Long> shape = tensors.get(slot.weight()).shape();
    if (target.fits(Part.WEIGHT, shape)) {
      return 0;
    }
    boolean depthwise = shape.size() == 4 && shape.get(1) == 1;
    if (depthwise != target.isDepthwise()) {
      return UNLIKE_KIND;
    }
    List<Long> needed = target.shape(Part.WEIGHT);
    boolean kernel =
        shape.size() == needed.size()
            && shape.subList(2, shape.size()).equals(needed.subList(2, needed.size()));
    return kernel ? UNLIKE_WIDTH : UNLIKE_KERNEL;
  }
}
