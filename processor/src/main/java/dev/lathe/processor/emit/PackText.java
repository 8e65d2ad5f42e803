package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.lathe.annotation.Storage;
import dev.lathe.processor.plan.ConvolutionKernel;
import dev.lathe.processor.plan.DepthwiseKernel;
import dev.lathe.processor.plan.Im2ColKernel;
import dev.lathe.processor.plan.Kernel;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.MapStep;
import dev.lathe.processor.plan.Panels;
import dev.lathe.processor.plan.WinogradKernel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Spells how weights are packed: a method per kernel, which the packing of all calls. */
final class PackText {

  private static final ClassName PARAMETERS = ClassName.get("dev.lathe.runtime", "Parameters");
  private static final ClassName PARAMETER = ClassName.get("dev.lathe.runtime", "Parameter");
  private static final ClassName PACK = ClassName.get("dev.lathe.runtime", "Pack");
  private static final ClassName HALVES = ClassName.get("dev.lathe.runtime", "Halves");
  private static final ClassName WINOGRAD = ClassName.get("dev.lathe.runtime", "Winograd");
  private static final ArrayTypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

  private PackText() {}

  static List<MethodSpec> methods(KernelPlan plan, int lanes, Names names) {
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder pack =
        MethodSpec.methodBuilder("pack")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(PARAMETERS, "parameters")
            .addParameter(FLOATS, "packed");
    for (Kernel kernel : plan.kernels()) {
      if (kernel instanceof Kernel.Weighing weighing) {
        String name = names.packing(kernel);
        pack.addStatement(
            "$L(parameters.of($S)$L, packed)", name, kernel.name(), view(plan, weighing));
        methods.add(
            MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(PARAMETER, "values")
                .addParameter(FLOATS, "packed")
                .addCode(pack(weighing, lanes))
                .build());
      } else if (kernel instanceof Kernel.Rectifying rectifying) {
        pack.addStatement(
            "$T.arraycopy(parameters.of($S).slopes(), 0, packed, $L, $L)",
            System.class,
            kernel.name(),
            rectifying.offset(),
            rectifying.in().channels());
      }
    }
    methods.add(0, pack.build());
    return methods;
  }

  /** What makes an op's values those of the op that computes it. */
  private static CodeBlock view(KernelPlan plan, Kernel.Weighing kernel) {
    if (kernel instanceof Im2ColKernel im2col) {
      return CodeBlock.of(".overWindows($L)", im2col.op().window().taps());
    }
    return plan.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(step -> step instanceof MapStep.OfPhases it && it.name().equals(kernel.name()))
        .map(step -> ((MapStep.OfPhases) step).phases())
        .map(phases -> CodeBlock.of(".in($L)", OpText.phases(phases)))
        .findFirst()
        .orElse(CodeBlock.of(""));
  }

  private static CodeBlock pack(Kernel.Weighing kernel, int lanes) {
    return switch (kernel) {
      case Kernel.Pointwise pointwise -> panels(kernel, pointwise.panels(), 1f, lanes);
      case ConvolutionKernel convolution -> panels(kernel, convolution.panels(), 1f, lanes);
      case Im2ColKernel im2col -> panels(im2col.product(), im2col.panels(), 1f, lanes);
      case WinogradKernel winograd -> positions(winograd, lanes);
      case Kernel.Dense dense ->
          dense.weights() == Storage.HALF
              ? halves(dense, lanes)
              : panels(kernel, List.of(dense.panels()), dense.scale(), lanes);
      case DepthwiseKernel depthwise ->
          CodeBlock.builder()
              .addStatement(
                  "$T.depthwise(values, $L, packed, $L, $L)",
                  PACK,
                  kernel.op().window().taps(),
                  depthwise.offset(),
                  lanes)
              .build();
    };
  }

  private static CodeBlock halves(Kernel.Dense kernel, int lanes) {
    return CodeBlock.builder()
        .addStatement(
            "$T.panels($S, values, $Lf, packed, $L, $L)",
            HALVES,
            kernel.name(),
            kernel.scale(),
            kernel.panels().offset(),
            lanes)
        .build();
  }

  private static CodeBlock positions(WinogradKernel kernel, int lanes) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Panels panels : kernel.panels()) {
      code.addStatement(
          "$T.panels(values, packed, $L, $L, $L, $L, $L)",
          WINOGRAD,
          panels.offset(),
          panels.vector() * lanes,
          panels.vectors() * lanes,
          panels.count(),
          panels.run());
    }
    return code.build();
  }

  private static CodeBlock panels(
      Kernel.Weighing kernel, List<Panels> all, float scale, int lanes) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Panels panels : all) {
      code.addStatement(
          "$T.panels(values, $L, $L, $Lf, packed, $L, $L, $L, $L, $L)",
          PACK,
          kernel.op().groups(),
          kernel.op().window().taps(),
          scale,
          panels.offset(),
          panels.vector() * lanes,
          panels.vectors() * lanes,
          panels.count(),
          panels.run());
    }
    return code.build();
  }
}
