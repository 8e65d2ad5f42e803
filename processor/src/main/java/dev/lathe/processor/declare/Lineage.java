package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * The interfaces that a network's interface inherits from, each once, itself included.
 *
 * @param oldestFirst super-interfaces before the interfaces that extend them: the order of layers
 * @param nearestFirst interfaces before their super-interfaces: the first that states a knob
 *     decides
 */
record Lineage(List<TypeElement> oldestFirst, List<TypeElement> nearestFirst) {

  /** Walks the {@code extends} clauses in order. */
  static Lineage of(TypeElement type) {
    Set<TypeElement> seen = new LinkedHashSet<>();
    List<TypeElement> oldestFirst = new ArrayList<>();
    walk(type, seen, oldestFirst);
    return new Lineage(List.copyOf(oldestFirst), List.copyOf(seen));
  }

  private static void walk(TypeElement type, Set<TypeElement> seen, List<TypeElement> oldestFirst) {
    if (!seen.add(type)) {
      return;
    }
    for (TypeMirror parent : type.getInterfaces()) {
      if (parent.getKind() == TypeKind.DECLARED) {
        walk((TypeElement) ((DeclaredType) parent).asElement(), seen, oldestFirst);
      }
    }
    oldestFirst.add(type);
  }

  /**
   * Checks that all super-interfaces are there.
   *
   * @throws UnreadableException if one is not
   */
  void requireComplete() {
    for (TypeElement type : oldestFirst) {
      if (type.getInterfaces().stream().anyMatch(it -> it.getKind() != TypeKind.DECLARED)) {
        throw new UnreadableException();
      }
    }
  }

  /** This lineage without an interface and those it extends. */
  Lineage without(TypeElement excluded) {
    List<TypeElement> all = of(excluded).oldestFirst;
    return new Lineage(
        oldestFirst.stream().filter(type -> !all.contains(type)).toList(),
        nearestFirst.stream().filter(type -> !all.contains(type)).toList());
  }

  boolean contains(TypeElement type) {
    return oldestFirst.contains(type);
  }
}
