package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.lathe.processor.plan.Leaf;
import java.util.Arrays;
import javax.lang.model.element.Modifier;

/** Builds generated methods from text. */
final class Methods {

  private Methods() {}

  /**
   * A leaf. If there is nothing to do, as in most calls of the warm-up, it runs an empty loop: a
   * branch of theirs, so that HotSpot's profile of the other loops is that of real calls, by which
   * C2 gives registers to the innermost and keeps what they do not need out of them. C2 leaves the
   * empty loop out, so that its time tells whether the leaf is compiled.
   *
   * @param count the parameter that holds the turns of the outermost loop, or of another that each
   *     call with something to do has
   * @param parameters as for {@link #of}; the first integer holds the turns of the empty loop
   */
  static MethodSpec leaf(Leaf leaf, String count, String parameters, String javadoc, Body body) {
    String turns =
        Arrays.stream(parameters.split(",\\s*"))
            .filter(parameter -> parameter.startsWith("int "))
            .findFirst()
            .orElseThrow()
            .substring("int ".length());
    Body guarded = new Body();
    guarded
        .open("if (%s == 0)", count)
        .open("for (int turn = 0; turn < %s; turn++)", turns)
        .comment("takes no time once this is compiled, as the warm-up wants to know")
        .close()
        .line("return")
        .close();
    return of(leaf.method(), parameters, javadoc, guarded.append(body), Modifier.PRIVATE);
  }

  /**
   * A static void method.
   *
   * @param parameters as in Java source; int, boolean, float and arrays of the last only
   */
  static MethodSpec of(
      String name, String parameters, String javadoc, Body body, Modifier... modifiers) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(modifiers)
            .addModifiers(Modifier.STATIC)
            .addJavadoc("$L\n", javadoc)
            .addCode(body.build());
    for (String parameter : parameters.split(",\\s*")) {
      String[] parts = parameter.split(" ");
      TypeName type =
          switch (parts[0]) {
            case "int" -> TypeName.INT;
            case "boolean" -> TypeName.BOOLEAN;
            case "float" -> TypeName.FLOAT;
            case "float[][]" -> ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));
            case "float[]" -> ArrayTypeName.of(TypeName.FLOAT);
            default -> throw new IllegalArgumentException(parameter);
          };
      method.addParameter(type, parts[1]);
    }
    return method.build();
  }
}
