package dev.lathe.processor.plan;

import dev.lathe.Shape;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Phases;
import dev.lathe.graph.Window.Extent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A step that joins, takes apart, moves or resizes maps in the arena. */
public sealed interface MapStep extends Step {

  /** What it reads. */
  List<Tensor> from();

  /** What it writes. */
  Tensor to();

  @Override
  default List<Buffer> buffers() {
    return Stream.concat(from().stream(), Stream.of(to()))
        .flatMap(tensor -> tensor.buffer().stream())
        .distinct()
        .toList();
  }

  /**
   * The step that computes a node.
   *
   * @param node one whose op is of this kind
   */
  static MapStep of(Node node, List<Tensor> from, Tensor to) {
    Tensor map = from.get(0);
    return switch (node.op()) {
      case dev.lathe.graph.Stack stack -> new Stack(from, to);
      case dev.lathe.graph.Pad pad -> new Pad(node.name(), pad, map, to);
      case dev.lathe.graph.ChannelPool pool -> new ChannelPool(pool.kind(), map, to);
      case GlobalMaxPool pool -> new Largest(map, to);
      case dev.lathe.graph.Multiply multiply ->
          from.get(1).shape().equals(map.shape())
              ? new Multiply(map, from.get(1), to)
              : new Mask(map, from.get(1), to);
      default -> throw new IllegalStateException(node.name() + " is no map step: " + node.op());
    };
  }

  /** What it does, in a word. */
  @Override
  default String verb() {
    return switch (this) {
      case Concat concat -> "concat";
      case Stack stack -> "stack";
      case Slice slice -> "slice";
      case Shuffle shuffle -> "shuffle";
      case Pad pad -> "pad";
      case Sample sample -> "sample";
      case Upsample upsample -> "upsample";
      case Interleave interleave -> "interleave";
      case Transpose transpose -> "transpose";
      case Zip zip -> "zip";
      case Multiply multiply -> "multiply";
      case Mask mask -> "mask";
      case ChannelPool pool -> "pool";
      case Largest largest -> "largest";
    };
  }

  /**
   * The channels of maps to where they belong in all channels.
   *
   * @param from those that are not there yet
   * @param firsts the channel where each of them begins
   * @param to all channels
   */
  record Concat(List<Tensor> from, List<Integer> firsts, Tensor to) implements MapStep {
    /** Copies the lists. */
    public Concat {
      from = List.copyOf(from);
      firsts = List.copyOf(firsts);
    }
  }

  /** The rows of all inputs below each other. */
  record Stack(List<Tensor> from, Tensor to) implements MapStep {
    /** Copies the inputs. */
    public Stack {
      from = List.copyOf(from);
    }
  }

  /** Some channels from the first one on. */
  record Slice(Tensor map, int first, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }
  }

  /** Channels taken from each group in turn. */
  record Shuffle(Tensor map, int groups, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }
  }

  /** A map with pixels around it. */
  record Pad(String name, dev.lathe.graph.Pad op, Tensor map, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }
  }

  /**
   * Every so many-th pixel of every so many-th row of a map.
   *
   * @param stride pixels from one to the next
   */
  record Sample(Extent stride, Tensor map, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }
  }

  /**
   * A map of another size.
   *
   * @param row holds a row in whole vectors, if there is no room for them where it goes
   */
  record Upsample(
      String name, dev.lathe.graph.Upsample op, Tensor map, Optional<Buffer> row, Tensor to)
      implements MapStep {

    /** Decides how a map of another size is stored. */
    static Upsample of(Node node, dev.lathe.graph.Upsample op, Tensor map, Tensor to) {
      Shape shape = to.shape();
      int stored = Machine.stored(shape.channels());
      boolean isTight = to.place() instanceof Tensor.Place.Output && shape.channels() < stored;
      Optional<Buffer> row =
          isTight && op.mode() != dev.lathe.graph.Upsample.Mode.NEAREST
              ? Optional.of(Buffer.perThread(node.name() + "_row", shape.width() * stored))
              : Optional.empty();
      return new Upsample(node.name(), op, map, row, to);
    }

    /** Whether pixels are copied; otherwise they are mixed. */
    public boolean copies() {
      return op.mode() == dev.lathe.graph.Upsample.Mode.NEAREST;
    }

    @Override
    public List<Tensor> from() {
      return List.of(map);
    }

    @Override
    public List<Leaf> leaves() {
      return copies() ? List.of() : List.of(new Leaf.Bilinear());
    }

    @Override
    public List<Buffer> buffers() {
      return Stream.concat(MapStep.super.buffers().stream(), row.stream()).toList();
    }
  }

  /** A step that puts the phases of a transposed convolution next to each other. */
  sealed interface OfPhases extends MapStep permits Interleave, Transpose {
    /** The node's name. */
    String name();

    /** Where each phase's pixels go. */
    Phases phases();
  }

  /** The pixels of a transposed convolution, of which each phase was computed on its own. */
  record Interleave(String name, Phases phases, Tensor map, Tensor to) implements OfPhases {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }
  }

  /**
   * A transposed convolution some rows at a time, of which each phase is computed on its own.
   *
   * @param kernel computes rows of all phases
   * @param rows at a time
   * @param band holds them
   */
  record Transpose(
      Kernel.Weighing kernel, Phases phases, Tensor map, int rows, Buffer band, Tensor to)
      implements OfPhases {
    @Override
    public String name() {
      return kernel.name();
    }

    /** {@code "bands of 4 rows"}. */
    public String describe() {
      return "bands of " + rows + (rows == 1 ? " row" : " rows");
    }

    @Override
    public List<Tensor> from() {
      return List.of(map);
    }

    @Override
    public List<Buffer> buffers() {
      Stream<Buffer> own = Stream.concat(Stream.of(band), kernel.own().stream());
      return Stream.concat(OfPhases.super.buffers().stream(), own).toList();
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** The channels of two maps in turn. */
  record Zip(Tensor first, Tensor second, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(first, second);
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Zip());
    }
  }

  /** The product of two maps. */
  record Multiply(Tensor first, Tensor second, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(first, second);
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Multiply());
    }
  }

  /** All channels of each pixel times the pixel of a map with one channel. */
  record Mask(Tensor features, Tensor mask, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(features, mask);
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Mask());
    }
  }

  /** The largest or the mean of each pixel's channels. */
  record ChannelPool(Op.Pool.Kind kind, Tensor map, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.ChannelPool(kind));
    }
  }

  /** The largest element of each channel. */
  record Largest(Tensor map, Tensor to) implements MapStep {
    @Override
    public List<Tensor> from() {
      return List.of(map);
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Largest());
    }
  }
}
