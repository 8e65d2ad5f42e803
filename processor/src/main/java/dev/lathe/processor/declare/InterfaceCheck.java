package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Problem;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Checks that a generated class could implement an annotated type as a network. */
final class InterfaceCheck {

  private final TypeElement type;
  private final Origin origin;
  private final List<Problem> problems = new ArrayList<>();

  private InterfaceCheck(TypeElement type, Origin origin) {
    this.type = type;
    this.origin = origin;
  }

  /** What is wrong with the type, whatever its layers are. */
  static List<Problem> problems(TypeElement type, Origin origin, TypeElement model) {
    InterfaceCheck check = new InterfaceCheck(type, origin);
    if (type.getKind() != ElementKind.INTERFACE) {
      check.problem(Code.NotAnInterface, "is no interface; declare a network as an interface");
      return check.problems;
    }
    if (!Lineage.of(type).contains(model)) {
      check.problem(Code.NotAModel, "does not extend dev.lathe.Model; add 'extends Model'");
    }
    if (!type.getTypeParameters().isEmpty()) {
      check.problem(
          Code.GenericNetwork,
          "has the type parameters " + type.getTypeParameters() + "; a network has none");
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      check.problem(
          Code.SealedNetwork, "is sealed, so that no generated class can implement it; unseal it");
    }
    for (Element it = type; it instanceof TypeElement; it = it.getEnclosingElement()) {
      if (it.getModifiers().contains(Modifier.PRIVATE)) {
        check.problem(
            Code.HiddenNetwork,
            "is out of the generated class's sight, for "
                + it.getSimpleName()
                + " is private; make it package-private");
      }
    }
    return check.problems;
  }

  private void problem(Code code, String message) {
    problems.add(Problem.error(code, origin, "%s %s", type.getSimpleName(), message));
  }
}
