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
   * @param parameters as in Java source; int and float[] only
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
      TypeName type = parts[0].equals("int") ? TypeName.INT : ArrayTypeName.of(TypeName.FLOAT);
      method.addParameter(type, parts[1]);
    }
    return method.build();
  }
}
