package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.plan.Buffer;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.Leaf;
import dev.lathe.processor.plan.Machine;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Stage;
import dev.lathe.processor.plan.Step;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Spells the constants of a network's kernels. */
final class FieldsText {

  private static final ClassName FLOAT_VECTOR =
      ClassName.get("jdk.incubator.vector", "FloatVector");
  private static final ClassName SPECIES = ClassName.get("jdk.incubator.vector", "VectorSpecies");
  private static final ClassName SHUFFLE = ClassName.get("jdk.incubator.vector", "VectorShuffle");
  private static final ClassName LANES = ClassName.get("dev.lathe.runtime", "Lanes");
  private static final ClassName LOAD_ORDER = ClassName.get("dev.lathe.runtime", "LoadOrder");
  private static final ArrayTypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

  private FieldsText() {}

  /** Adds the fields of a plan. */
  static void add(TypeSpec.Builder type, KernelPlan plan, Names names) {
    int lanes = plan.machine().lanes();
    type.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(SPECIES, ClassName.get(Float.class)),
                "S",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer("$T.SPECIES_$L", FLOAT_VECTOR, 32 * lanes)
            .build());
    if (plan.leaves().all().stream().anyMatch(leaf -> fences(leaf, plan.machine()))) {
      type.addField(
          FieldSpec.builder(
                  TypeName.BOOLEAN, "FENCED", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("Whether loads stay where they are written.\n")
              .initializer("$T.isFree()", LOAD_ORDER)
              .build());
    }
    type.addField(constant("SHARED_LENGTH", plan.arena().shared()).build());
    type.addField(constant("THREAD_LENGTH", plan.arena().perThread()).build());
    type.addField(constant("PACKED_LENGTH", plan.packedLength()).build());
    for (Map.Entry<Buffer, Integer> entry : plan.arena().offsets().entrySet()) {
      type.addField(
          constant(names.of(entry.getKey()), entry.getValue())
              .addJavadoc("$L floats of the arena.\n", "%,d".formatted(entry.getKey().length()))
              .build());
    }
    for (Stage stage : plan.stages()) {
      for (Step step : stage.steps()) {
        if (step instanceof MapStep map) {
          MapStepText.constant(map, names).ifPresent(type::addField);
        }
      }
    }
    if (plan.leaves().all().contains(new Leaf.Zip())) {
      type.addField(zip("ZIP_LOW", 0));
      type.addField(zip("ZIP_HIGH", 1));
    }
    for (Constant constant : Constant.of(plan)) {
      type.addField(
          FieldSpec.builder(
                  FLOATS, constant.field(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$T.repeat($L, $L)", LANES, constant.value(), lanes)
              .build());
    }
  }

  private static boolean fences(Leaf leaf, Machine machine) {
    return switch (leaf) {
      case Leaf.Tiled tiled -> machine.fencesLoads(tiled.tile());
      case Leaf.Strided strided -> machine.fencesLoads(strided.tile());
      default -> false;
    };
  }

  /** Where the lanes of two vectors go that are to stand in turn. */
  private static FieldSpec zip(String name, int half) {
    return FieldSpec.builder(
            ParameterizedTypeName.get(SHUFFLE, ClassName.get(Float.class)),
            name,
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$T.makeZip(S, $L)", SHUFFLE, half)
        .build();
  }

  private static FieldSpec.Builder constant(String name, int value) {
    return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value);
  }
}
