package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** Builds generated methods from text. */
final class Methods {

  private Methods() {}

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
