package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
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
            .addStatement("return new $T($S, nodes)", Graph.class, graph.name())
            .build());
    return methods;
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
        op(node.op()),
        LIST,
        inputs,
        shape(node.output()));
  }

  /** A shape. */
  static CodeBlock shape(Shape shape) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", Shape.class, shape.height(), shape.width(), shape.channels());
  }

  private static CodeBlock op(Op op) {
    return switch (op) {
      case Op.Input input -> CodeBlock.of("new $T($L)", Op.Input.class, shape(input.shape()));
      case Op.Convolution c ->
          CodeBlock.of(
              "new $T($L, $L, $L, $L, $L, $L)",
              Op.Convolution.class,
              c.in(),
              c.out(),
              c.groups(),
              window(c.window()),
              c.bias(),
              norm(c));
      case Op.Dense d ->
          CodeBlock.of("new $T($L, $L, $L)", Op.Dense.class, d.in(), d.out(), d.bias());
      case Op.Activate a ->
          CodeBlock.of(
              "new $T($T.$L, $Lf)", Op.Activate.class, Activation.class, a.activation(), a.slope());
      case Op.Pool p ->
          CodeBlock.of(
              "new $T($T.$L, $L, $L, $L)",
              Op.Pool.class,
              Op.Pool.Kind.class,
              p.kind(),
              window(p.window()),
              p.ceil(),
              p.countPadding());
      case Op.GlobalAveragePool pool -> CodeBlock.of("new $T()", Op.GlobalAveragePool.class);
      case Op.Add add -> CodeBlock.of("new $T()", Op.Add.class);
      case Op.Scale scale -> CodeBlock.of("new $T()", Op.Scale.class);
      case Op.Softmax softmax -> CodeBlock.of("new $T()", Op.Softmax.class);
    };
  }

  private static CodeBlock norm(Op.Convolution convolution) {
    return convolution
        .norm()
        .map(
            norm ->
                CodeBlock.of(
                    "$T.of(new $T($L))",
                    java.util.Optional.class,
                    Op.BatchNorm.class,
                    norm.epsilon()))
        .orElseGet(() -> CodeBlock.of("$T.empty()", java.util.Optional.class));
  }

  private static CodeBlock window(Window window) {
    if (window.equals(Window.POINT)) {
      return CodeBlock.of("$T.POINT", Window.class);
    }
    return CodeBlock.of(
        "new $T($L, $L, $L, $L)",
        Window.class,
        extent(window.kernel()),
        extent(window.stride()),
        extent(window.dilation()),
        padding(window.padding()));
  }

  private static CodeBlock extent(Window.Extent extent) {
    return CodeBlock.of("new $T($L, $L)", Window.Extent.class, extent.height(), extent.width());
  }

  private static CodeBlock padding(Padding padding) {
    return switch (padding) {
      case Padding.Same same -> CodeBlock.of("new $T()", Padding.Same.class);
      case Padding.SameUpper same -> CodeBlock.of("new $T()", Padding.SameUpper.class);
      case Padding.Explicit explicit -> {
        Pads pads = explicit.pads();
        yield CodeBlock.of(
            "new $T(new $T($L, $L, $L, $L))",
            Padding.Explicit.class,
            Pads.class,
            pads.top(),
            pads.left(),
            pads.bottom(),
            pads.right());
      }
    };
  }
}
