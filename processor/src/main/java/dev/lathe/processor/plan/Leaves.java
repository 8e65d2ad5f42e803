package dev.lathe.processor.plan;

import dev.lathe.processor.fuse.Epilogue;
import dev.lathe.runtime.Kernels;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The leaves of a plan, each once, wave by wave, since models warm them in this order. In the first
 * two waves are few, which C2 compiles soon: they serve many layers and stand in for the last, of
 * which most are for a layer or two.
 *
 * @param small without which no inference can begin, in order of first use
 * @param early large ones, first those whose kernels have most MACs
 * @param last what takes the place of those, in the same order
 * @param strided those for two strides
 */
public record Leaves(
    List<Leaf> small, List<Leaf> early, List<Leaf> last, Set<Leaf.Strided> strided) {

  /**
   * C2 compiles a tile for two strides if one MAC in so many could be computed in what it saves.
   */
  private static final int WORTH_A_STRIDE = 1_000;

  /** MACs of each lane that a tile saves by two strides beside its loop: 30 cycles. */
  private static final int SAVED_BY_TILE = 64;

  /** The same for each vector that has its activation in a register: 5 cycles. */
  private static final int SAVED_BY_VECTOR = 10;

  /** One MAC in so many where C2 has to compute a place for each input: 34 to 31 instructions. */
  private static final int SAVED_BY_PLACES = 12;

  /** One MAC in so many where shorter tiles compute fewer pixels twice. */
  private static final int SAVED_BY_SHORTER = 18;

  /** One MAC in so many of a convolution over a window, whose loops become one: estimated. */
  private static final int SAVED_BY_WINDOW = 6;

  /**
   * About how many times as much a depthwise MAC gains by its early leaf: estimated, since pixel by
   * pixel it takes some three times as long as by rows, and a row's MAC three times as long as a
   * tile's.
   */
  private static final int DEPTHWISE_EARLY = 8;

  /** Floats of a tile, from pixel to pixel, that fit into what leaves are warmed with. */
  private static final int MOST_STRIDED_FLOATS = Kernels.SCRATCH - 512;

  /** Copies the collections. */
  public Leaves {
    small = List.copyOf(small);
    early = List.copyOf(early);
    last = List.copyOf(last);
    strided = Set.copyOf(strided);
  }

  /** The leaves of all steps. */
  static Leaves of(KernelPlan plan) {
    List<Kernel> kernels = plan.kernels();
    Map<Leaf.Strided, Long> strided = strided(plan);
    Set<Leaf> lone = lone(kernels);
    Set<Leaf> small = new LinkedHashSet<>();
    Map<Leaf, Long> early = new LinkedHashMap<>();
    Map<Leaf, Long> last = new LinkedHashMap<>();
    for (Stage stage : plan.stages()) {
      for (Step step : stage.steps()) {
        for (Kernel kernel : step.kernels()) {
          List<Leaf> called = called(kernel, strided.keySet());
          boolean waits =
              kernel.standIns().stream().anyMatch(Leaf::isLarge)
                  && called.stream().noneMatch(lone::contains);
          boolean depthwise = kernel instanceof DepthwiseKernel;
          long gain = kernel.macs() * (depthwise ? DEPTHWISE_EARLY : 1);
          if (waits) {
            add(called, small, last, (long) SAVED_BY_VECTOR * kernel.out().elements());
            add(kernel.standIns(), small, early, gain);
          } else {
            add(called, small, early, gain);
            kernel.standIns().stream().filter(leaf -> !leaf.isLarge()).forEach(small::add);
          }
        }
        small.addAll(step.leaves());
      }
    }
    last.putAll(strided);
    last.keySet().removeAll(early.keySet());
    return new Leaves(List.copyOf(small), byGain(early), byGain(last), strided.keySet());
  }

  /** All of them, in order. */
  public List<Leaf> all() {
    return Stream.of(small, early, last).flatMap(List::stream).toList();
  }

  /** Those that a kernel calls once all are compiled. */
  public List<Leaf> called(Kernel kernel) {
    return called(kernel, strided);
  }

  /**
   * Those by which a kernel computes some panels once all are compiled; none if it stays with what
   * stands in for them.
   */
  public List<Leaf> called(Kernel.Pointwise kernel, Panels panels) {
    return called(kernel, panels, strided);
  }

  private static List<Leaf> called(Kernel kernel, Set<Leaf.Strided> strided) {
    return switch (kernel) {
      case Kernel.Pointwise pointwise -> product(pointwise, strided).toList();
      case Im2ColKernel im2col ->
          Stream.concat(im2col.copies().stream(), product(im2col.product(), strided)).toList();
      case WinogradKernel winograd -> {
        Map<Leaf, Leaf> better =
            winograd.products().stream()
                .filter(product -> strided.contains(product.strided()))
                .collect(Collectors.toMap(Product::leaf, Product::strided));
        yield winograd.leaves().stream().map(leaf -> better.getOrDefault(leaf, leaf)).toList();
      }
      default -> kernel.leaves();
    };
  }

  private static Stream<Leaf> product(Kernel.Pointwise kernel, Set<Leaf.Strided> strided) {
    return Stream.concat(
        Stream.of(new Leaf.Touch()),
        kernel.panels().stream().flatMap(some -> called(kernel, some, strided).stream()));
  }

  private static List<Leaf> called(
      Kernel.Pointwise kernel, Panels panels, Set<Leaf.Strided> strided) {
    Leaf.Pointwise any = kernel.tile(panels);
    if (!kernel.standIns().contains(any.bare())) {
      return kernel.leaves(panels);
    }
    Leaf.Strided better = kernel.strided(panels);
    return strided.contains(better)
        ? kernel.leaves(panels).stream().map(leaf -> leaf.equals(any) ? better : leaf).toList()
        : List.of();
  }

  /** Adds leaves, large ones with what a kernel gains by them. */
  private static void add(List<Leaf> leaves, Set<Leaf> small, Map<Leaf, Long> large, long gain) {
    for (Leaf leaf : leaves) {
      if (leaf.isLarge()) {
        large.merge(leaf, gain, Long::sum);
      } else {
        small.add(leaf);
      }
    }
  }

  private static List<Leaf> byGain(Map<Leaf, Long> gains) {
    Comparator<Map.Entry<Leaf, Long>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
    return gains.entrySet().stream().sorted(most).map(Map.Entry::getKey).toList();
  }

  /** Depthwise rows that C2 compiles about as soon as what would stand in for no others. */
  private static Set<Leaf> lone(List<Kernel> kernels) {
    Map<Leaf, Set<Leaf.DepthwiseRows>> byBare =
        kernels.stream()
            .filter(DepthwiseKernel.class::isInstance)
            .flatMap(kernel -> ((DepthwiseKernel) kernel).rows().stream())
            .collect(Collectors.groupingBy(Leaf.DepthwiseRows::bare, Collectors.toSet()));
    return byBare.values().stream()
        .filter(same -> same.size() == 1)
        .flatMap(Set::stream)
        .filter(Leaf.DepthwiseRows::isShort)
        .collect(Collectors.toSet());
  }

  /** Leaves for two strides, which take the place of those for any, with the MACs they save. */
  private static Map<Leaf.Strided, Long> strided(KernelPlan plan) {
    Map<Leaf.Strided, Long> saved = new LinkedHashMap<>();
    for (Kernel kernel : plan.kernels()) {
      for (Product product : kernel.products()) {
        if (gainsByStrides(product, plan.machine())) {
          saved.merge(product.strided(), saved(product, plan.machine()), Long::sum);
        }
      }
    }
    saved.values().removeIf(sum -> sum < plan.graph().macs() / WORTH_A_STRIDE);
    return saved;
  }

  /** MACs that could be computed in the time that two strides save. */
  private static long saved(Product product, Machine machine) {
    if (product.leaf() instanceof Leaf.Convolution) {
      return product.macs() / SAVED_BY_WINDOW;
    }
    Tile tile = product.leaf().tile();
    int vectors = tile.pixels() * tile.vectors();
    long tiles = product.macs() / ((long) product.run() * vectors * machine.lanes());
    Leaf.Strided strided = product.strided();
    boolean shorter = strided.tile().pixels() < tile.pixels();
    boolean inRegisters = !strided.epilogue().equals(Epilogue.NONE) && !strided.endsInPass();
    long ofTile =
        SAVED_BY_TILE
            + (inRegisters ? SAVED_BY_VECTOR * vectors : 0)
            + (machine.keepsPointers(tile) ? 0 : product.run() * vectors / SAVED_BY_PLACES);
    return tiles * ofTile * machine.lanes() + (shorter ? product.macs() / SAVED_BY_SHORTER : 0);
  }

  /**
   * Whether its tiles can be warmed, and C2 needs fewer instructions for them: with 16 registers
   * the one loop over all taps of a window has 6 spills to 12 FMAs (4x2: none, but 47 instructions
   * to 16 FMAs), and the nested ones for any stride have none (4x2: 33).
   */
  private static boolean gainsByStrides(Product product, Machine machine) {
    Leaf.Strided strided = product.strided();
    Tile tile = strided.tile();
    long floats = (long) tile.pixels() * Math.max(strided.stride(), strided.outStride());
    boolean fewer =
        switch (strided.any()) {
          case Leaf.Pointwise pointwise -> true;
          case Leaf.Convolution window ->
              tile.registers() <= machine.tileRegisters() && !machine.fencesLoads(tile);
        };
    return tile.pixels() > 1 && floats <= MOST_STRIDED_FLOATS && fewer;
  }
}
