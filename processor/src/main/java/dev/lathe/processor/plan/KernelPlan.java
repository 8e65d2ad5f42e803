package dev.lathe.processor.plan;

import dev.lathe.graph.Graph;
import dev.lathe.runtime.Kernels;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** C2 compiles a tile for two strides if one MAC in so many is computed with it. */
  private static final int WORTH_A_STRIDE = 64;

  /**
   * About how many times as much a depthwise MAC gains by its leaf: estimated, since pixel by pixel
   * it takes some three times as long as by rows, and a row's MAC three times as long as a tile's.
   */
  private static final int DEPTHWISE = 8;

  /** Floats of a tile, from pixel to pixel, that fit into what leaves are warmed with. */
  private static final int MOST_STRIDED_FLOATS = Kernels.SCRATCH - 512;

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

  /**
   * The leaves, each once: the small ones in order of first use, then the large ones, first those
   * whose kernels have most MACs, then those for two strides, since models warm them in this order.
   * A depthwise MAC counts as many: its stand-in takes so much longer than strips do.
   */
  public List<Leaf> leaves() {
    Map<Leaf, Long> macs = new LinkedHashMap<>();
    for (Stage stage : stages) {
      for (Step step : stage.steps()) {
        for (Kernel kernel : step.kernels()) {
          kernel.leaves().forEach(leaf -> macs.merge(leaf, waiting(kernel), Long::sum));
          kernel.standIns().forEach(leaf -> macs.putIfAbsent(leaf, 0L));
        }
        step.leaves().forEach(leaf -> macs.putIfAbsent(leaf, 0L));
      }
    }
    Comparator<Leaf> order =
        Comparator.comparing(Leaf::isLarge)
            .thenComparing(leaf -> leaf.isLarge() ? -macs.get(leaf) : 0);
    return Stream.concat(macs.keySet().stream().sorted(order), strided().stream()).toList();
  }

  private static long waiting(Kernel kernel) {
    return kernel instanceof DepthwiseKernel ? DEPTHWISE * kernel.macs() : kernel.macs();
  }

  /** Leaves for two strides, which take over from those for any: first those with most MACs. */
  private List<Leaf.Strided> strided() {
    Map<Leaf.Strided, Long> macs = new LinkedHashMap<>();
    for (Kernel kernel : kernels()) {
      for (Product product : kernel.products()) {
        if (gainsByStrides(product)) {
          macs.merge(product.strided(), product.macs(), Long::sum);
        }
      }
    }
    return macs.entrySet().stream()
        .filter(leaf -> leaf.getValue() >= graph.macs() / WORTH_A_STRIDE)
        .sorted(Map.Entry.<Leaf.Strided, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whether its tiles can be warmed, and C2 keeps their sums in registers: with 16 of these, the
   * one loop over all taps of a window has 6 spills to 12 FMAs, and the nested ones for any stride
   * have none.
   */
  private boolean gainsByStrides(Product product) {
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
