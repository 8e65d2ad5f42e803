package dev.lathe.processor.plan;

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

  /** C2 compiles a tile for two strides if one MAC in so many is computed with it. */
  private static final int WORTH_A_STRIDE = 64;

  /**
   * About how many times as much a depthwise MAC gains by its early leaf: estimated, since pixel by
   * pixel it takes some three times as long as by rows, and a row's MAC three times as long as a
   * tile's.
   */
  private static final int DEPTHWISE_EARLY = 8;

  /**
   * The same by the one with its epilogue: outputs go to memory once less, of 9 or 25 MACs each.
   */
  private static final int DEPTHWISE_LAST = 3;

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
            add(called, small, last, kernel.macs() * (depthwise ? DEPTHWISE_LAST : 1));
            add(kernel.standIns(), small, early, gain);
          } else {
            add(called, small, early, gain);
            kernel.standIns().stream().filter(leaf -> !leaf.isLarge()).forEach(small::add);
          }
        }
        small.addAll(step.leaves());
      }
    }
    strided.forEach(last::putIfAbsent);
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

  /** A kernel with stand-ins for its tiles has no need for those for any stride. */
  private static List<Leaf> called(Kernel kernel, Set<Leaf.Strided> strided) {
    if (kernel.standIns().stream().noneMatch(Leaf::isLarge)) {
      return kernel.leaves();
    }
    Map<Leaf, Leaf> better =
        kernel.products().stream()
            .filter(product -> strided.contains(product.strided()))
            .collect(Collectors.toMap(Product::leaf, Product::strided));
    return kernel.leaves().stream().map(leaf -> better.getOrDefault(leaf, leaf)).toList();
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

  /** Leaves for two strides, which take the place of those for any, with their MACs. */
  private static Map<Leaf.Strided, Long> strided(KernelPlan plan) {
    Map<Leaf.Strided, Long> macs = new LinkedHashMap<>();
    for (Kernel kernel : plan.kernels()) {
      for (Product product : kernel.products()) {
        if (gainsByStrides(product, plan.machine())) {
          macs.merge(product.strided(), product.macs(), Long::sum);
        }
      }
    }
    macs.values().removeIf(sum -> sum < plan.graph().macs() / WORTH_A_STRIDE);
    return macs;
  }

  /**
   * Whether its tiles can be warmed, and C2 keeps their sums in registers: with 16 of these, the
   * one loop over all taps of a window has 6 spills to 12 FMAs, and the nested ones for any stride
   * have none.
   */
  private static boolean gainsByStrides(Product product, Machine machine) {
    Leaf.Strided strided = product.strided();
    Tile tile = strided.tile();
    long floats = (long) tile.pixels() * Math.max(strided.stride(), strided.outStride());
    boolean kept =
        switch (strided.any()) {
          case Leaf.Pointwise pointwise -> true;
          case Leaf.Convolution window -> tile.registers() <= machine.tileRegisters();
        };
    return tile.pixels() > 1 && floats <= MOST_STRIDED_FLOATS && kept;
  }
}
