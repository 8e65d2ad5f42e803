package dev.lathe.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Leaves;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Spells the class that holds a network's kernels for one machine. */
final class KernelsEmitter {

  private static final ClassName KERNELS = ClassName.get("dev.lathe.runtime", "Kernels");
  private static final ArrayTypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

  private final KernelPlan plan;
  private final int lanes;
  private final Names names;

  private KernelsEmitter(KernelPlan plan) {
    this.plan = plan;
    this.lanes = plan.machine().lanes();
    this.names = new Names(plan);
  }

  /** The class of a plan. */
  static TypeSpec emit(String className, KernelPlan plan, AnnotationSpec generated) {
    return new KernelsEmitter(plan).type(className, generated);
  }

  private TypeSpec type(String className, AnnotationSpec generated) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addAnnotation(generated)
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(KERNELS)
            .addJavadoc(
                "Kernels of $L for vectors of $L floats and $L registers: $L -> $L, $L MACs,\n"
                    + "$L bytes of packed weights, $L bytes of arena.\n",
                plan.graph().name(),
                lanes,
                plan.machine().registers(),
                plan.graph().inputShape(),
                plan.graph().outputShape(),
                "%,d".formatted(plan.graph().macs()),
                "%,d".formatted(4L * plan.packedLength()),
                "%,d".formatted(4L * plan.arena().length()));
    FieldsText.add(type, plan, names);
    type.addMethod(arenaLength());
    type.addMethod(getter("packedLength", "PACKED_LENGTH"));
    PackText.methods(plan, lanes, names).forEach(type::addMethod);
    run().forEach(type::addMethod);
    for (Stage stage : plan.stages()) {
      stage.steps().forEach(step -> type.addMethod(StepText.of(stage, step, lanes, names)));
    }
    Drivers drivers = new Drivers(lanes, names);
    plan.kernels().forEach(kernel -> drivers.of(kernel).forEach(type::addMethod));
    if (usesRows()) {
      type.addMethod(row());
    }
    leaves(type);
    return type.build();
  }

  private static MethodSpec getter(String name, String field) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return $L", field)
        .build();
  }

  private static MethodSpec arenaLength() {
    return MethodSpec.methodBuilder("arenaLength")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.INT, "parts")
        .returns(TypeName.INT)
        .addStatement("return SHARED_LENGTH + parts * THREAD_LENGTH")
        .build();
  }

  /** The method that runs a step, and those that it leaves later steps to. */
  private List<MethodSpec> run() {
    List<Step> steps = plan.stages().stream().flatMap(stage -> stage.steps().stream()).toList();
    List<MethodSpec> methods = new ArrayList<>();
    for (int first = 0; first < steps.size(); first += Names.STEPS_OF_A_METHOD) {
      methods.add(run(steps, first));
    }
    return methods;
  }

  private MethodSpec run(List<Step> steps, int first) {
    MethodSpec.Builder run =
        first == 0
            ? MethodSpec.methodBuilder("run")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
            : MethodSpec.methodBuilder(Names.runFrom(first))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    for (String number : List.of("step", "part", "parts", "ready")) {
      run.addParameter(TypeName.INT, number);
    }
    for (String arrays : List.of("inputs", "outputs")) {
      run.addParameter(ArrayTypeName.of(FLOATS), arrays);
    }
    for (String array : List.of("arena", "weights")) {
      run.addParameter(FLOATS, array);
    }
    int next = first + Names.STEPS_OF_A_METHOD;
    run.beginControlFlow("switch (step)");
    for (int step = first; step < Math.min(next, steps.size()); step++) {
      run.addStatement(
          "case $L -> $L(inputs, outputs, arena, weights, part, parts, ready)",
          step,
          names.of(steps.get(step)));
    }
    if (next < steps.size()) {
      run.addStatement(
          "default -> $L(step, part, parts, ready, inputs, outputs, arena, weights)",
          Names.runFrom(next));
    } else {
      run.addStatement(
          "default -> throw new $T($S + step)", IllegalArgumentException.class, "no step ");
    }
    return run.endControlFlow().build();
  }

  private boolean usesRows() {
    return plan.kernels().stream()
        .anyMatch(kernel -> kernel instanceof DepthwiseKernel d && d.rows().isPresent());
  }

  /** Where a depthwise kernel finds a row. */
  private static MethodSpec row() {
    MethodSpec.Builder row =
        MethodSpec.methodBuilder("row")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc(
                "The place of row {@code y}: in its ring, or the zeros at the arena's start.\n")
            .returns(TypeName.INT);
    for (String parameter : List.of("y", "height", "at", "ring", "shift", "rowStride")) {
      row.addParameter(TypeName.INT, parameter);
    }
    return row.addStatement(
            "return y < 0 || y >= height ? $L : at + (y + shift) % ring * rowStride",
            Machine.ARRAY_LEAD)
        .build();
  }

  private void leaves(TypeSpec.Builder type) {
    Leaves leaves = plan.leaves();
    TileLeaves tile = new TileLeaves(plan.machine());
    StripLeaves strips = new StripLeaves(lanes);
    StridedLeaves strides = new StridedLeaves(plan.machine());
    WinogradLeaves winograd = new WinogradLeaves(lanes);
    DepthwiseLeaves depthwise = new DepthwiseLeaves(lanes);
    DenseLeaves dense = new DenseLeaves(lanes);
    MapLeaves maps = new MapLeaves(lanes);
    ElementLeaves elements = new ElementLeaves(lanes);
    WarmUpText warmUp = new WarmUpText(lanes);
    CodeBlock.Builder calls = CodeBlock.builder();
    int index = 0;
    for (Leaf leaf : leaves.all()) {
      type.addMethod(
          switch (leaf) {
            case Leaf.Pointwise pointwise -> tile.pointwise(pointwise);
            case Leaf.Strided strided -> strides.of(strided);
            case Leaf.Convolution convolution -> tile.convolution(convolution);
            case Leaf.Im2Col copy -> maps.im2col(copy);
            case Leaf.Strip strip -> strips.strip(strip);
            case Leaf.Touch touch -> tile.touch();
            case Leaf.InputTransform transform -> winograd.input();
            case Leaf.OutputTransform transform -> winograd.output(transform);
            case Leaf.DepthwiseRows row -> depthwise.rows(row);
            case Leaf.DepthwisePixels pixels -> depthwise.pixels();
            case Leaf.RowSums sums -> depthwise.rowSums();
            case Leaf.Dense floats -> dense.floats();
            case Leaf.HalfDense halves -> dense.halves();
            case Leaf.PoolPixel pool -> maps.pool(pool);
            case Leaf.Mean mean -> maps.mean();
            case Leaf.Gate gate -> maps.gate();
            case Leaf.Fold fold -> maps.fold(fold);
            case Leaf.Add add -> maps.add();
            case Leaf.Elementwise elementwise -> maps.activate(elementwise);
            case Leaf.Multiply multiply -> elements.multiply();
            case Leaf.Mask mask -> elements.mask();
            case Leaf.ChannelPool pool -> elements.channelPool(pool);
            case Leaf.Largest largest -> elements.largest();
            case Leaf.Bilinear bilinear -> elements.bilinear();
            case Leaf.Rectify rectify -> elements.prelu();
            case Leaf.Zip zip -> elements.zip();
          });
      if (leaf instanceof Leaf.Strip strip) {
        type.addMethod(strips.strips(strip));
      }
      calls.addStatement("case $L -> $L", index++, warmUp.call(leaf));
    }
    TileLoops loops = new TileLoops(lanes, names);
    names.tiled().forEach(tiled -> loops.of(tiled).forEach(type::addMethod));
    if (plan.kernels().stream().anyMatch(KernelsEmitter::callsProduct)) {
      new ProductStandIn(lanes, names).methods().forEach(type::addMethod);
    }
    for (DepthwiseStandIn standIn : names.standIns()) {
      type.addMethod(standIn.method(lanes, names));
    }
    type.addMethod(count("leaves", index));
    type.addMethod(count("smallLeaves", leaves.small().size()));
    type.addMethod(count("earlyLeaves", index - leaves.last().size()));
    int steps = plan.stages().stream().mapToInt(stage -> stage.steps().size()).sum();
    type.addMethod(count("steps", steps));
    type.addMethod(warmUp(calls.build()));
  }

  /** Whether a kernel's sums begin with biases until its own leaves are compiled. */
  private static boolean callsProduct(Kernel kernel) {
    return kernel.standIns().contains(new Leaf.Strip(false))
        && kernel.products().stream().anyMatch(one -> one.leaf() instanceof Leaf.Pointwise);
  }

  private static MethodSpec count(String method, int count) {
    return MethodSpec.methodBuilder(method)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return $L", count)
        .build();
  }

  private static MethodSpec warmUp(CodeBlock calls) {
    return MethodSpec.methodBuilder("warmUp")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.INT, "leaf")
        .addParameter(TypeName.INT, "at")
        .addParameter(TypeName.INT, "tiles")
        .addParameter(TypeName.INT, "turns")
        .addParameter(FLOATS, "in")
        .addParameter(FLOATS, "weights")
        .addParameter(FLOATS, "out")
        .beginControlFlow("switch (leaf)")
        .addCode(calls)
        .addStatement(
            "default -> throw new $T($S + leaf)", IllegalArgumentException.class, "no leaf ")
        .endControlFlow()
        .build();
  }
}
