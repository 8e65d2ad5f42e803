package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Spells what a network of several inputs or outputs offers: a result with an accessor for each
 * output, and inference with a parameter for each input.
 */
final class ResultText {

  private static final ArrayTypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

  private final Graph graph;
  private final ClassName result;
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();

  private ResultText(Graph graph, ClassName self) {
    this.graph = graph;
    this.result = self.nestedClass("Result");
    NameAllocator parameters = new NameAllocator();
    parameters.newName("result");
    graph.inputs().forEach(node -> inputs.add(parameters.newName(node.name())));
    NameAllocator components = new NameAllocator();
    // A record has these methods already.
    for (String taken :
        List.of(
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait")) {
      components.newName(taken);
    }
    graph.outputs().forEach(output -> outputs.add(components.newName(output.name())));
  }

  /** Adds them to the class of a network that needs them. */
  static void add(TypeSpec.Builder type, Graph graph, ClassName self) {
    if (graph.inputs().size() > 1 || graph.outputs().size() > 1) {
      ResultText text = new ResultText(graph, self);
      type.addType(text.type());
      type.addMethod(text.allocating());
      type.addMethod(text.receiving());
    }
  }

  private TypeSpec type() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    outputs.forEach(output -> components.addParameter(FLOATS, output));
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(result.simpleName())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("What an inference returns, H×W×C each.\n\n")
            .recordConstructor(components.build());
    for (int i = 0; i < outputs.size(); i++) {
      type.addJavadoc("@param $L $L\n", outputs.get(i), graph.shape(graph.outputs().get(i)));
    }
    return type.addMethod(empty()).build();
  }

  private MethodSpec empty() {
    List<CodeBlock> arrays =
        graph.outputs().stream()
            .map(output -> CodeBlock.of("new float[$L]", graph.shape(output).elements()))
            .toList();
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("A result to be written to.\n")
        .addStatement("this($L)", CodeBlock.join(arrays, ", "))
        .build();
  }

  private MethodSpec allocating() {
    return MethodSpec.methodBuilder("infer")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Runs the network once.\n\n")
        .addJavadoc(inputTags())
        .addJavadoc("@throws IllegalArgumentException if an array has another length\n")
        .returns(result)
        .addParameters(parameters())
        .addStatement("$1T result = new $1T()", result)
        .addStatement("infer($L, result)", String.join(", ", inputs))
        .addStatement("return result")
        .build();
  }

  private MethodSpec receiving() {
    List<CodeBlock> arrays =
        outputs.stream().map(output -> CodeBlock.of("result.$L()", output)).toList();
    return MethodSpec.methodBuilder("infer")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Runs the network once into the arrays of a result.\n\n")
        .addJavadoc(inputTags())
        .addJavadoc("@param result receives the outputs\n")
        .addJavadoc("@throws IllegalArgumentException if an array has another length\n")
        .addParameters(parameters())
        .addParameter(result, "result")
        .addStatement(
            "infer(new float[][] {$L}, new float[][] {$L})",
            String.join(", ", inputs),
            CodeBlock.join(arrays, ", "))
        .build();
  }

  private CodeBlock inputTags() {
    CodeBlock.Builder tags = CodeBlock.builder();
    List<Node> nodes = graph.inputs();
    for (int i = 0; i < nodes.size(); i++) {
      tags.add("@param $L $L, unchanged\n", inputs.get(i), nodes.get(i).output());
    }
    return tags.build();
  }

  private List<ParameterSpec> parameters() {
    return inputs.stream().map(name -> ParameterSpec.builder(FLOATS, name).build()).toList();
  }
}
