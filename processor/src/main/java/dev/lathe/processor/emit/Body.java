package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of a generated method, written as the Java text it becomes. Vector types are imported
 * where the text names them.
 */
final class Body {

  private static final Map<String, ClassName> TYPES =
      Map.of(
          "floatVector", ClassName.get("jdk.incubator.vector", "FloatVector"),
          "intVector", ClassName.get("jdk.incubator.vector", "IntVector"),
          "vectorOperators", ClassName.get("jdk.incubator.vector", "VectorOperators"),
          "channelCopy", ClassName.get("dev.lathe.runtime", "ChannelCopy"),
          "im2Col", ClassName.get("dev.lathe.runtime", "Im2Col"),
          "softmax", ClassName.get("dev.lathe.runtime", "Softmax"),
          "arrays", ClassName.get("java.util", "Arrays"),
          "varHandle", ClassName.get("java.lang.invoke", "VarHandle"));

  private static final Pattern TYPE =
      Pattern.compile(
          "\\b(FloatVector|IntVector|VectorOperators|ChannelCopy|Im2Col|Softmax|Arrays|VarHandle)\\b");

  private final CodeBlock.Builder code = CodeBlock.builder();

  /** A statement, without its semicolon. */
  Body line(String text, Object... values) {
    code.add("$[").addNamed(typed(text, values), TYPES).add(";\n$]");
    return this;
  }

  /** Opens a block, such as {@code for (…)}. */
  Body open(String control, Object... values) {
    String space = control.isEmpty() ? "" : " ";
    code.addNamed(typed(control, values) + space, TYPES).add("{\n$>");
    return this;
  }

  /** Closes the innermost block. */
  Body close() {
    code.add("$<}\n");
    return this;
  }

  /** Closes the innermost block and opens its alternative. */
  Body otherwise() {
    code.add("$<} else {\n$>");
    return this;
  }

  /** A comment line. */
  Body comment(String text, Object... values) {
    code.add("// $L\n", text.formatted(values));
    return this;
  }

  /** All of another body. */
  Body append(Body other) {
    code.add(other.build());
    return this;
  }

  CodeBlock build() {
    return code.build();
  }

  private static String typed(String text, Object... values) {
    return TYPE.matcher(text.formatted(values))
        .replaceAll(
            type ->
                "\\$"
                    + Character.toLowerCase(type.group().charAt(0))
                    + type.group().substring(1)
                    + ":T");
  }
}
