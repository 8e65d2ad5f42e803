package dev.lathe.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.Layer;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.graph.Graph;
import dev.lathe.image.Preprocessing;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.KernelPlans;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Spells the class that users load: the network's interface over its kernels. */
final class ModelEmitter {

  private static final ClassName MODEL = ClassName.get("dev.lathe.runtime", "CompiledModel");
  private static final ClassName KERNELS = ClassName.get("dev.lathe.runtime", "Kernels");
  private static final ClassName LANES = ClassName.get("dev.lathe.runtime", "Lanes");
  private static final ClassName WEIGHTS = ClassName.get("dev.lathe", "Weights");
  private static final ClassName OPTION = ClassName.get("dev.lathe", "LoadOption");
  private static final ClassName LAYER = ClassName.get(Layer.class);
  private static final ClassName LIST = ClassName.get(List.class);

  private final ClassName self;
  private final ClassName network;
  private final Graph graph;
  private final List<Layer> layers;
  private final Optional<Preprocessing> preprocessing;
  private final KernelPlans plans;

  ModelEmitter(
      ClassName self,
      ClassName network,
      Graph graph,
      List<Layer> layers,
      Optional<Preprocessing> preprocessing,
      KernelPlans plans) {
    this.self = self;
    this.network = network;
    this.graph = graph;
    this.layers = layers;
    this.preprocessing = preprocessing;
    this.plans = plans;
  }

  /** The class with the kernels for a plan's machine. */
  static ClassName kernels(ClassName model, KernelPlan plan) {
    return model.peerClass(model.simpleName() + "_Lanes" + plan.machine().lanes());
  }

  TypeSpec emit(AnnotationSpec generated) {
    NameAllocator names = new NameAllocator();
    for (String taken :
        List.of("graph", "load", "kernels", "layers", "run", "infer", "report", "preprocessing")) {
      names.newName(taken, taken);
    }
    layers.forEach(layer -> names.newName(layer.name()));
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addAnnotation(generated)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(MODEL)
            .addSuperinterface(network)
            .addJavadoc(
                "{@link $T}, compiled: $L -> $L, $L MACs, $L parameters.\n",
                network,
                graph.inputShape(),
                graph.outputShape(),
                "%,d".formatted(graph.macs()),
                "%,d".formatted(graph.params()));
    type.addMethod(constructor());
    type.addMethod(load());
    for (int i = 0; i < layers.size(); i++) {
      type.addMethod(
          MethodSpec.methodBuilder(layers.get(i).name())
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PUBLIC)
              .returns(LAYER)
              .addStatement("return layers().get($L)", i)
              .build());
    }
    ResultText.add(type, graph, self);
    preprocessing.map(ModelEmitter::preprocessing).ifPresent(type::addMethod);
    type.addMethod(declaredLayers());
    type.addMethod(kernels());
    GraphText.methods(graph, names).forEach(type::addMethod);
    return type.build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(WEIGHTS, "weights")
        .addParameter(ArrayTypeName.of(OPTION), "options")
        .addStatement("super(graph(), declaredLayers(), $T::kernels, weights, options)", self)
        .build();
  }

  private MethodSpec load() {
    return MethodSpec.methodBuilder("load")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .varargs()
        .addJavadoc(
            """
            Binds and packs the weights, and warms the kernels up unless told not to.

            @throws IllegalStateException if the module jdk.incubator.vector is not resolved
            @throws dev.lathe.WeightsException if tensors are missing, unexpected or mis-shaped
            """)
        .returns(self)
        .addParameter(WEIGHTS, "weights")
        .addParameter(ArrayTypeName.of(OPTION), "options")
        .addStatement("return new $T(weights, options)", self)
        .build();
  }

  private static MethodSpec preprocessing(Preprocessing it) {
    return MethodSpec.methodBuilder("preprocessing")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(Optional.class, Preprocessing.class))
        .addStatement(
            "return $T.of(\nnew $T(\n$>$L, $L, $T.$L, $T.$L,\n$L, $L, $T.$L, $L))$<",
            Optional.class,
            Preprocessing.class,
            list(it.resize()),
            list(it.crop()),
            Fit.class,
            it.fit(),
            Interpolation.class,
            it.interpolation(),
            list(it.mean()),
            list(it.std()),
            ChannelOrder.class,
            it.order(),
            it.range())
        .build();
  }

  private static CodeBlock list(List<? extends Number> numbers) {
    return CodeBlock.of(
        "$T.of($L)",
        List.class,
        CodeBlock.join(numbers.stream().map(it -> CodeBlock.of("$L", it)).toList(), ", "));
  }

  private MethodSpec declaredLayers() {
    List<CodeBlock> all =
        layers.stream()
            .map(
                layer ->
                    CodeBlock.of(
                        "new $T($S, $S, $L, $L, $LL, $LL)",
                        LAYER,
                        layer.name(),
                        layer.op(),
                        OpText.shape(layer.inputShape()),
                        OpText.shape(layer.outputShape()),
                        layer.macs(),
                        layer.params()))
            .toList();
    return MethodSpec.methodBuilder("declaredLayers")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ParameterizedTypeName.get(LIST, LAYER))
        .addStatement("return $T.of(\n$L)", LIST, CodeBlock.join(all, ",\n"))
        .build();
  }

  /** The kernels for this process's lane count; the other classes are never loaded. */
  private MethodSpec kernels() {
    CodeBlock.Builder choice = CodeBlock.builder().add("return switch ($T.count()) {\n$>", LANES);
    for (KernelPlan plan : plans.plans()) {
      choice.add("case $L -> new $T();\n", plan.machine().lanes(), kernels(self, plan));
    }
    choice.add(
        "default -> throw new $T($S + $T.count());\n$<};\n",
        IllegalStateException.class,
        "no kernels for this lane count: ",
        LANES);
    return MethodSpec.methodBuilder("kernels")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(KERNELS)
        .addCode(choice.build())
        .build();
  }
}
