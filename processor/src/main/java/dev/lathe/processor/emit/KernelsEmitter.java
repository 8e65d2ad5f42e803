package dev.lathe.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Spells the class that holds a network's kernels for one machine. */
final class KernelsEmitter {

  private static final ClassName FLOAT_VECTOR =
      ClassName.get("jdk.incubator.vector", "FloatVector");
  private static final ClassName SPECIES = ClassName.get("jdk.incubator.vector", "VectorSpecies");
  private static final ClassName RUNTIME_LANES = ClassName.get("dev.lathe.runtime", "Lanes");
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
    fields(type);
    type.addMethod(getter("arenaLength", "ARENA_LENGTH"));
    type.addMethod(getter("packedLength", "PACKED_LENGTH"));
    PackText.methods(plan, lanes, names).forEach(type::addMethod);
    type.addMethod(run());
    plan.stages().forEach(stage -> type.addMethod(StageText.of(stage, lanes, names)));
    Drivers drivers = new Drivers(lanes, names);
    plan.kernels().forEach(kernel -> drivers.of(kernel).forEach(type::addMethod));
    if (usesRows()) {
      type.addMethod(row());
    }
    leaves(type, drivers);
    return type.build();
  }

  private void fields(TypeSpec.Builder type) {
    type.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(SPECIES, ClassName.get(Float.class)),
                "S",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer("$T.SPECIES_$L", FLOAT_VECTOR, 32 * lanes)
            .build());
    type.addField(constant("ARENA_LENGTH", plan.arena().length()).build());
    type.addField(constant("PACKED_LENGTH", plan.packedLength()).build());
    type.addField(
        FieldSpec.builder(
                ArrayTypeName.of(TypeName.BOOLEAN),
                "COMPILED",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .addJavadoc("The leaves that kernels may call; small ones stand in for the others.\n")
            .initializer("new boolean[$L]", plan.leaves().size())
            .build());
    for (Map.Entry<Buffer, Integer> entry : plan.arena().offsets().entrySet()) {
      type.addField(
          constant(names.of(entry.getKey()), entry.getValue())
              .addJavadoc("$L floats of the arena.\n", "%,d".formatted(entry.getKey().length()))
              .build());
    }
    for (Constant constant : Constant.of(plan)) {
      type.addField(
          FieldSpec.builder(
                  FLOATS, constant.field(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$T.repeat($L, $L)", RUNTIME_LANES, constant.value(), lanes)
              .build());
    }
  }

  private static FieldSpec.Builder constant(String name, int value) {
    return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value);
  }

  private static MethodSpec getter(String name, String field) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return $L", field)
        .build();
  }

  private MethodSpec run() {
    MethodSpec.Builder run =
        MethodSpec.methodBuilder("run")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(FLOATS, "input")
            .addParameter(FLOATS, "output")
            .addParameter(FLOATS, "arena")
            .addParameter(FLOATS, "weights");
    for (Stage stage : plan.stages()) {
      run.addStatement("$L(input, output, arena, weights)", names.of(stage));
    }
    return run.build();
  }

  private boolean usesRows() {
    return plan.kernels().stream()
        .anyMatch(kernel -> kernel instanceof Kernel.Depthwise d && d.carry().isPresent());
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

  private void leaves(TypeSpec.Builder type, Drivers drivers) {
    TileLeaves tile = new TileLeaves(lanes);
    DepthwiseLeaves depthwise = new DepthwiseLeaves(lanes);
    MapLeaves maps = new MapLeaves(lanes);
    WarmUpText warmUp = new WarmUpText(lanes);
    CodeBlock.Builder calls = CodeBlock.builder();
    int index = 0;
    for (Leaf leaf : plan.leaves()) {
      type.addMethod(
          switch (leaf) {
            case Leaf.Pointwise pointwise -> tile.pointwise(pointwise);
            case Leaf.Convolution convolution -> tile.convolution(convolution);
            case Leaf.Strip strip -> tile.strip(strip);
            case Leaf.DepthwiseRow row -> depthwise.row(row);
            case Leaf.DepthwisePixel pixel -> depthwise.pixel(pixel);
            case Leaf.Dense dense -> maps.dense(dense);
            case Leaf.PoolPixel pool -> maps.pool(pool);
            case Leaf.Mean mean -> maps.mean();
            case Leaf.Gate gate -> maps.gate();
            case Leaf.Fold fold -> maps.fold(fold);
            case Leaf.Add add -> maps.add();
            case Leaf.Elementwise elementwise -> maps.activate(elementwise);
          });
      if (leaf instanceof Leaf.Pointwise main && tiles().contains(main)) {
        boolean narrow = main.tile().pixels() > 1 && plan.leaves().contains(main.single());
        type.addMethod(drivers.panels(main, narrow));
      }
      if (leaf instanceof Leaf.Strip) {
        type.addMethod(tile.strips());
      }
      calls.addStatement("case $L -> $L", index++, warmUp.call(leaf));
    }
    type.addMethod(
        MethodSpec.methodBuilder("leaves")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.INT)
            .addStatement("return $L", index)
            .build());
    int small = (int) plan.leaves().stream().filter(leaf -> !leaf.isLarge()).count();
    type.addMethod(
        MethodSpec.methodBuilder("smallLeaves")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.INT)
            .addStatement("return $L", small)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("compiled")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(TypeName.INT, "leaf")
            .addStatement("COMPILED[leaf] = true")
            .build());
    type.addMethod(warmUp(calls.build()));
  }

  /** The leaves by which pointwise kernels go through their pixels. */
  private Set<Leaf> tiles() {
    Set<Leaf> tiles = new HashSet<>();
    for (Kernel kernel : plan.kernels()) {
      if (kernel instanceof Kernel.Pointwise pointwise) {
        pointwise.panels().forEach(panels -> tiles.add(pointwise.tile(panels)));
      }
    }
    return tiles;
  }

  private static MethodSpec warmUp(CodeBlock calls) {
    return MethodSpec.methodBuilder("warmUp")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.INT, "leaf")
        .addParameter(TypeName.INT, "round")
        .addParameter(FLOATS, "in")
        .addParameter(FLOATS, "weights")
        .addParameter(FLOATS, "out")
        .addStatement("int run = $T.run(round)", ClassName.get("dev.lathe.runtime", "LeafWarmUp"))
        .addStatement("int some = 1 + (round >> 1 & 1)")
        .beginControlFlow("switch (leaf)")
        .addCode(calls)
        .addStatement(
            "default -> throw new $T($S + leaf)", IllegalArgumentException.class, "no leaf ")
        .endControlFlow()
        .build();
  }
}
