package dev.lathe.processor.plan;

import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.processor.fuse.FusedOp;
import dev.lathe.processor.fuse.FusionPlan;
import dev.lathe.processor.fuse.Group;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides which values lie among the channels of another, so that joining them or taking them apart
 * copies nothing: parts of a concatenation whose kernels can store there, and slices whose readers
 * can read there. It is the same on every machine, as the arena is.
 */
final class Placement {

  /**
   * Some channels of a value.
   *
   * @param whole the node whose value they are part of
   * @param first the first channel
   */
  record Range(int whole, int first) {}

  /** How a group stores a pixel. */
  private enum Storing {
    /** Not among the channels of another value. */
    APART,
    /** In vectors that reach up to the next {@link Machine#CHANNEL_STEP}. */
    IN_VECTORS,
    /** No float but its channels. */
    EXACTLY
  }

  /** Channels that a reader takes at a time: all that are stored, and nothing between pixels. */
  private static final int APART = Integer.MAX_VALUE;

  private final Graph graph;
  private final FusionPlan fusion;
  private final KernelChoice choice;
  private final Map<Integer, Range> ranges = new HashMap<>();

  /** Concatenations that are read only from their parts. */
  private final Set<Integer> elided = new HashSet<>();

  private Placement(FusionPlan fusion, KernelChoice choice) {
    this.graph = fusion.graph();
    this.fusion = fusion;
    this.choice = choice;
  }

  /** The placement of a network's values. */
  static Placement of(FusionPlan fusion, KernelChoice choice) {
    Placement placement = new Placement(fusion, choice);
    List<Group.Plain> plain =
        fusion.groups().stream()
            .filter(Group.Plain.class::isInstance)
            .map(Group.Plain.class::cast)
            .toList();
    plain.stream()
        .filter(placement::isShuffledPair)
        .forEach(group -> placement.elided.add(group.value()));
    for (Group.Plain group : plain) {
      if (group.node().op() instanceof Slice slice) {
        placement.placeSlice(group, slice);
      } else if (group.node().op() instanceof Concat && !placement.isElided(group.value())) {
        placement.placeParts(group);
      }
    }
    return placement;
  }

  /** The channels of another value that a value is, if it has no place of its own. */
  Optional<Range> range(int node) {
    return Optional.ofNullable(ranges.get(node));
  }

  /** Whether a concatenation is no value in memory, since a shuffle reads its parts. */
  boolean isElided(int node) {
    return elided.contains(node);
  }

  private boolean isShuffledPair(Group.Plain group) {
    Node node = group.node();
    List<Group> readers = readers(group.value()).toList();
    return node.op() instanceof Concat
        && node.inputs().size() == 2
        && channels(node.inputs().get(0)) == channels(node.inputs().get(1))
        && !graph.isReturned(group.value())
        && readers.size() == 1
        && readers.get(0) instanceof Group.Plain reader
        && reader.node().op() instanceof Shuffle shuffle
        && shuffle.groups() == 2;
  }

  private void placeSlice(Group.Plain group, Slice slice) {
    int whole = group.node().inputs().get(0);
    boolean fits =
        turns(group.value())
            .allMatch(turn -> slice.first() + roundedUp(slice.channels(), turn) <= channels(whole));
    if (fits) {
      ranges.put(group.value(), new Range(whole, slice.first()));
    }
  }

  private void placeParts(Group.Plain concat) {
    List<Integer> parts = concat.node().inputs();
    int all = concat.node().output().channels();
    int first = 0;
    for (int part : parts) {
      int channels = channels(part);
      boolean last = first + channels == all;
      boolean stores =
          switch (storing(part)) {
            case APART -> false;
            case IN_VECTORS -> isAligned(first) && (last || isAligned(channels));
            // Vectors are read behind the last channel, where somebody must have stored.
            case EXACTLY -> !last || isAligned(all);
          };
      boolean once = parts.stream().filter(other -> other == part).count() == 1;
      // What follows a part may not be computed yet.
      boolean reads = turns(part).allMatch(turn -> channels % turn == 0);
      if (stores && reads && once && !ranges.containsKey(part)) {
        ranges.put(part, new Range(concat.value(), first));
      }
      first += channels;
    }
  }

  private Storing storing(int value) {
    return fusion.groups().stream()
        .filter(group -> group.value() == value)
        .findFirst()
        .map(this::storing)
        .orElse(Storing.APART);
  }

  private Storing storing(Group group) {
    return switch (group) {
      case Group.Single single when single.op().op() instanceof TransposedConvolution ->
          Storing.EXACTLY;
      case Group.Single single ->
          choice.storesApart(single.op()) && single.op().residual().isEmpty()
              ? Storing.IN_VECTORS
              : Storing.APART;
      case Group.Bottleneck bottleneck ->
          bottleneck.projection().residual().isEmpty() ? Storing.IN_VECTORS : Storing.APART;
      case Group.Gated gated -> Storing.IN_VECTORS;
      case Group.Plain plain ->
          switch (plain.node().op()) {
            case Op.Pool pool -> Storing.IN_VECTORS;
            case Op.Scale scale -> Storing.IN_VECTORS;
            case Slice slice -> Storing.EXACTLY;
            // Copied parts leave what lies behind their channels as it is.
            case Concat concat ->
                isElided(plain.value()) || !isAligned(plain.node().output().channels())
                    ? Storing.APART
                    : Storing.IN_VECTORS;
            case Upsample upsample ->
                upsample.mode() == Upsample.Mode.NEAREST ? Storing.EXACTLY : Storing.IN_VECTORS;
            default -> Storing.APART;
          };
    };
  }

  /** How many channels each reader of a value takes at a time. */
  private IntStream turns(int value) {
    return readers(value).mapToInt(group -> turn(group, value));
  }

  private int turn(Group reader, int value) {
    return switch (reader) {
      case Group.Single single -> turn(single.op(), value);
      case Group.Bottleneck bottleneck ->
          bottleneck.projection().residual().orElse(-1) == value
              ? APART
              : turn(bottleneck.producer().orElse(bottleneck.depthwise()), value);
      case Group.Gated gated -> APART;
      case Group.Plain plain ->
          switch (plain.node().op()) {
            case Concat concat -> isElided(plain.value()) ? Machine.CHANNEL_STEP : 1;
            case Slice slice -> 1;
            default -> APART;
          };
    };
  }

  private int turn(FusedOp op, int value) {
    return op.residual().orElse(-1) != value && choice.isTiled(op) ? choice.turn(op) : APART;
  }

  private Stream<Group> readers(int value) {
    return fusion.groups().stream().filter(group -> group.reads(value));
  }

  private int channels(int node) {
    return graph.nodes().get(node).output().channels();
  }

  private static boolean isAligned(int channels) {
    return channels % Machine.CHANNEL_STEP == 0;
  }

  private static long roundedUp(int channels, int turn) {
    return (channels + turn - 1L) / turn * turn;
  }
}
