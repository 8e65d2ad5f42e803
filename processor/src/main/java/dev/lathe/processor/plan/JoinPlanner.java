package dev.lathe.processor.plan;

import dev.lathe.graph.Node;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.processor.plan.Placement.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what joining channels, taking them apart and shuffling them copies. */
final class JoinPlanner {

  private final Placement placement;
  private final Values values;
  private final List<Step> steps;
  private final Map<String, String> copies = new LinkedHashMap<>();

  /** A planner that adds to some steps. */
  JoinPlanner(Placement placement, Values values, List<Step> steps) {
    this.placement = placement;
    this.values = values;
    this.steps = steps;
  }

  /** By node, what it copies. */
  Map<String, String> copies() {
    return copies;
  }

  /** Adds the copy of those parts that are not where they belong yet. */
  void concat(int value, Node node) {
    if (placement.isElided(value)) {
      copies.put(node.name(), "no copy");
      return;
    }
    List<Tensor> from = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    int channel = 0;
    for (int part : node.inputs()) {
      if (!placement.range(part).equals(Optional.of(new Range(value, channel)))) {
        from.add(values.of(part));
        firsts.add(channel);
      }
      channel += values.shape(part).channels();
    }
    if (from.isEmpty()) {
      copies.put(node.name(), "no copy");
    } else {
      copies.put(node.name(), "copies %d of %d".formatted(from.size(), node.inputs().size()));
      steps.add(new MapStep.Concat(from, firsts, values.store(value)));
    }
  }

  /** Adds a copy of some channels, unless their readers find them where they are. */
  void slice(int value, Node node, Slice slice) {
    int whole = node.inputs().get(0);
    Tensor to = values.store(value);
    if (placement.range(value).filter(range -> range.whole() == whole).isPresent()) {
      copies.put(node.name(), "no copy");
    } else {
      copies.put(node.name(), "copy");
      steps.add(new MapStep.Slice(values.of(whole), slice.first(), to));
    }
  }

  /** Adds a shuffle, of two maps if that is what a concatenation is made of. */
  void shuffle(int value, Node node, Shuffle shuffle, Node from) {
    int input = node.inputs().get(0);
    Tensor to = values.store(value);
    if (placement.isElided(input)) {
      copies.put(node.name(), "two maps in turn");
      List<Tensor> halves = values.inputs(from);
      steps.add(new MapStep.Zip(halves.get(0), halves.get(1), to));
    } else {
      copies.put(node.name(), "channel by channel");
      steps.add(new MapStep.Shuffle(values.of(input), shuffle.groups(), to));
    }
  }
}
