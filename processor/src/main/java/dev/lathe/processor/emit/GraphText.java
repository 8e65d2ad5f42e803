package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Spells the graph of a network as code that builds it: a method for each block. */
final class GraphText {

  private static final ClassName NODE = ClassName.get(Node.class);
  private static final ClassName LIST = ClassName.get(List.class);

  private GraphText() {}

  /** {@code graph()} and the methods that it calls. */
  static List<MethodSpec> methods(Graph graph, NameAllocator names) {
    Map<String, CodeBlock.Builder> blocks = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      blocks
          .computeIfAbsent(block(node), block -> CodeBlock.builder())
          .addStatement("nodes.add($L)", node(node));
    }
    List<MethodSpec> methods = new ArrayList<>();
    CodeBlock.Builder calls =
        CodeBlock.builder()
            .addStatement(
                "$T nodes = new $T<>()",
                ParameterizedTypeName.get(LIST, NODE),
                ClassName.get(ArrayList.class));
    blocks.forEach(
        (block, code) -> {
          String method = names.newName("add_" + block.replace('.', '_'));
          calls.addStatement("$L(nodes)", method);
          methods.add(
              MethodSpec.methodBuilder(method)
                  .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                  .addParameter(ParameterizedTypeName.get(LIST, NODE), "nodes")
                  .addCode(code.build())
                  .build());
        });
    methods.add(
        0,
        MethodSpec.methodBuilder("graph")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("The network as primitive ops, as it was compiled.\n")
            .returns(Graph.class)
            .addCode(calls.build())
            .addStatement(result(graph))
            .build());
    return methods;
  }

  /** The graph; its outputs are spelled unless the last node is the only one. */
  private static CodeBlock result(Graph graph) {
    if (graph.equals(new Graph(graph.name(), graph.nodes()))) {
      return CodeBlock.of("return new $T($S, nodes)", Graph.class, graph.name());
    }
    List<CodeBlock> outputs =
        graph.outputs().stream()
            .map(it -> CodeBlock.of("new $T($S, $L)", Graph.Output.class, it.name(), it.node()))
            .toList();
    return CodeBlock.of(
        "return new $T($S, nodes, $T.of($L))",
        Graph.class,
        graph.name(),
        LIST,
        CodeBlock.join(outputs, ", "));
  }

  /** Nodes of one block: the layer, and the block's number where it has one. */
  private static String block(Node node) {
    String rest = node.name().substring(Math.min(node.layer().length() + 1, node.name().length()));
    int end = rest.indexOf('.');
    String number = end < 0 ? rest : rest.substring(0, end);
    boolean numbered = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
    return numbered ? node.layer() + "." + number : node.layer();
  }

  private static CodeBlock node(Node node) {
    CodeBlock inputs =
        CodeBlock.join(node.inputs().stream().map(i -> CodeBlock.of("$L", i)).toList(), ", ");
    return CodeBlock.of(
        "new $T($S, $S, $T.$L, $L, $T.of($L), $L)",
        NODE,
        node.name(),
        node.layer(),
        Role.class,
        node.role(),
        OpText.of(node.op()),
        LIST,
        inputs,
        OpText.shape(node.output()));
  }
}
