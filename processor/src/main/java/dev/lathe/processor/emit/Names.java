package dev.lathe.processor.emit;

import com.palantir.javapoet.NameAllocator;
import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Im2ColKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Leaves;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.Product;
import dev.lathe.processor.plan.Split;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of one generated class, each given once. */
final class Names {

  /** More would make a method that the JIT takes long to compile. */
  static final int STEPS_OF_A_METHOD = 100;

  private final NameAllocator methods = new NameAllocator();
  private final NameAllocator fields = new NameAllocator();

  /** By identity, as two steps may do the same. */
  private final Map<Step, String> steps = new IdentityHashMap<>();

  private final KernelPlan plan;
  private final Leaves leaves;
  private final List<Leaf> all;
  private final SharedPasses productPasses;
  private final Map<DepthwiseStandIn.Kind, DepthwiseStandIn> standIns = new LinkedHashMap<>();

  Names(KernelPlan plan) {
    this.plan = plan;
    leaves = plan.leaves();
    all = leaves.all();
    productPasses =
        new SharedPasses(
            plan.kernels().stream()
                .filter(
                    kernel -> kernel instanceof Kernel.Pointwise || kernel instanceof Im2ColKernel)
                .map(Kernel.Weighing.class::cast)
                .filter(kernel -> !kernel.inPlace()));
    for (String reserved :
        new String[] {
          "S",
          "LAST_PLACE",
          "LAST_CHANNEL",
          "FENCED",
          "SHARED_LENGTH",
          "THREAD_LENGTH",
          "PACKED_LENGTH",
          "ZIP_LOW",
          "ZIP_HIGH"
        }) {
      fields.newName(reserved, reserved);
    }
    Constant.of(plan).forEach(constant -> fields.newName(constant.field(), constant));
    for (String reserved :
        new String[] {
          "run",
          "pack",
          "warmUp",
          "leaves",
          "steps",
          "row",
          "productStandIn",
          "productSums",
          "strips",
          "stripsAdding"
        }) {
      methods.newName(reserved, reserved);
    }
    int count = plan.stages().stream().mapToInt(stage -> stage.steps().size()).sum();
    for (int step = STEPS_OF_A_METHOD; step < count; step += STEPS_OF_A_METHOD) {
      methods.newName(runFrom(step));
    }
    all.forEach(leaf -> methods.newName(leaf.method(), leaf));
    plan.kernels().stream()
        .filter(DepthwiseKernel.class::isInstance)
        .map(DepthwiseKernel.class::cast)
        .filter(DepthwiseKernel::hasStandIns)
        .filter(kernel -> kernel.rows().filter(this::hasOther).isPresent())
        .collect(
            Collectors.groupingBy(
                DepthwiseStandIn.Kind::of, LinkedHashMap::new, Collectors.toList()))
        .forEach((kind, kernels) -> standIns.put(kind, new DepthwiseStandIn(kind, kernels)));
    for (DepthwiseStandIn standIn : standIns.values()) {
      methods.newName(standIn.bare().method() + "StandIn", standIn);
    }
    for (Leaf.Pointwise tiled : tiled()) {
      methods.newName(tiled.method() + "Panels");
      methods.newName(tiled.method() + "Tiles");
    }
    for (Kernel kernel : plan.kernels()) {
      methods.newName(identifier(kernel.name()), kernel);
      methods.newName("pack_" + identifier(kernel.name()), packingTag(kernel));
      if (kernel instanceof Kernel.Pointwise pointwise && pointwise.split() == Split.PANELS) {
        for (Panels panels : pointwise.panels()) {
          int index = pointwise.panels().indexOf(panels);
          methods.newName(identifier(kernel.name()) + "_" + index, panelTag(pointwise, panels));
        }
      }
    }
    for (Stage stage : plan.stages()) {
      for (Step step : stage.steps()) {
        String name = "run_" + identifier(stage.name());
        String wanted = stage.steps().size() == 1 ? name : name + "_" + step.verb();
        steps.put(step, methods.newName(wanted));
        if (step instanceof MapStep) {
          fields.newName(identifier(stage.name()).toUpperCase(Locale.ROOT) + "_PIXELS", step);
        }
      }
    }
    plan.arena()
        .offsets()
        .keySet()
        .forEach(
            buffer -> fields.newName(identifier(buffer.name()).toUpperCase(Locale.ROOT), buffer));
  }

  /** Whether all large leaves that a kernel calls in the end are compiled, as an expression. */
  String ready(Kernel kernel) {
    return ready(leaves.called(kernel));
  }

  /** Whether a leaf is compiled, as an expression. */
  String ready(Leaf leaf) {
    return ready(List.of(leaf));
  }

  /** Whether the large ones of some leaves are compiled, as an expression. */
  String ready(List<Leaf> some) {
    return "ready > "
        + some.stream().filter(Leaf::isLarge).mapToInt(all::indexOf).max().orElseThrow();
  }

  /**
   * Those by which a product computes some panels in the end, if not by what stands in for them.
   */
  List<Leaf> called(Kernel.Pointwise product, Panels panels) {
    return leaves.called(product, panels);
  }

  /** Matrix products that have loops over tiles, whether by leaves for any stride or for two. */
  Set<Leaf.Pointwise> tiled() {
    return plan.kernels().stream()
        .flatMap(this::tiled)
        .filter(Leaf.Pointwise.class::isInstance)
        .map(Leaf.Pointwise.class::cast)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those of a kernel's products that do not stay with what stands in for them. */
  private Stream<Leaf.Tiled> tiled(Kernel kernel) {
    List<Leaf> called = leaves.called(kernel);
    return kernel.products().stream()
        .filter(one -> called.contains(one.leaf()) || called.contains(one.strided()))
        .map(Product::leaf);
  }

  /** What stands in for a depthwise kernel's rows, if it shares that with others. */
  Optional<DepthwiseStandIn> standIn(DepthwiseKernel kernel) {
    return Optional.ofNullable(standIns.get(DepthwiseStandIn.Kind.of(kernel)));
  }

  /** All of these. */
  Collection<DepthwiseStandIn> standIns() {
    return standIns.values();
  }

  /** The method of one. */
  String of(DepthwiseStandIn standIn) {
    return methods.get(standIn);
  }

  /** The passes of matrix products by what stands in for their tiles. */
  SharedPasses productPasses() {
    return productPasses;
  }

  /** The tiles that stand in for matrix products. */
  List<Leaf.Pointwise> bareTiles() {
    return leaves.early().stream()
        .filter(leaf -> leaf instanceof Leaf.Pointwise tile && tile.isBare())
        .map(Leaf.Pointwise.class::cast)
        .toList();
  }

  /** Whether another leaf stands in for rows. */
  private boolean hasOther(Leaf.DepthwiseRows rows) {
    return has(rows.bare()) && !rows.equals(rows.bare());
  }

  /** Whether a leaf is one of the plan's. */
  boolean has(Leaf leaf) {
    return all.contains(leaf);
  }

  /** The leaves that do the same for two strides each. */
  List<Leaf.Strided> strided(Leaf.Tiled any) {
    return all.stream()
        .filter(Leaf.Strided.class::isInstance)
        .map(Leaf.Strided.class::cast)
        .filter(leaf -> leaf.any().equals(any))
        .toList();
  }

  /** The method of a kernel. */
  String of(Kernel kernel) {
    return methods.get(kernel);
  }

  /** The method for one of some panels of a kernel. */
  String ofPanel(Kernel.Pointwise kernel, Panels panels) {
    return methods.get(panelTag(kernel, panels));
  }

  private static Object panelTag(Kernel.Pointwise kernel, Panels panels) {
    return List.of("panel", kernel, panels);
  }

  /** The method that packs a kernel's weights. */
  String packing(Kernel kernel) {
    return methods.get(packingTag(kernel));
  }

  private static Object packingTag(Kernel kernel) {
    return List.of("pack", kernel);
  }

  /** The method that runs the steps from one on. */
  static String runFrom(int step) {
    return "runFrom" + step;
  }

  /** The method of a step. */
  String of(Step step) {
    return steps.get(step);
  }

  /** The constant that tells a step where pixels come from. */
  String constant(MapStep step) {
    return fields.get(step);
  }

  /** The constant with a buffer's offset. */
  String of(Buffer buffer) {
    return fields.get(buffer);
  }

  private static String identifier(String name) {
    return name.replace('.', '_');
  }
}
