package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds annotations and their values on the elements of a compilation. */
record Annotations(Elements elements) {

  /** The package of the annotations. */
  static final String PACKAGE = "dev.lathe.annotation.";

  /** An element's annotation of the given simple name. */
  Optional<AnnotationMirror> on(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> name(mirror).equals(PACKAGE + name))
        .<AnnotationMirror>map(mirror -> mirror)
        .findFirst();
  }

  /** An annotation's qualified name. */
  static String name(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  /** The values that the source states, by attribute name. */
  static Map<String, AnnotationValue> stated(AnnotationMirror mirror) {
    return byName(mirror.getElementValues());
  }

  /** The values, defaults included, by attribute name. */
  Map<String, AnnotationValue> effective(AnnotationMirror mirror) {
    return byName(elements.getElementValuesWithDefaults(mirror));
  }

  /** An annotation's values, to be read. */
  Attributes attributes(
      String subject, AnnotationMirror mirror, Origins origins, List<Problem> problems) {
    return attributes(subject, mirror, origins, problems, Bindings.NONE);
  }

  /** An annotation's values, to be read; in a block, parameters stand for some. */
  Attributes attributes(
      String subject,
      AnnotationMirror mirror,
      Origins origins,
      List<Problem> problems,
      Bindings bindings) {
    return new Attributes(
        subject, effective(mirror), stated(mirror).keySet(), origins, problems, bindings);
  }

  /** The place of an annotation and those of its stated values. */
  static Origins origins(Origin annotation, AnnotationMirror mirror) {
    Map<String, Origin> places = new HashMap<>();
    stated(mirror).forEach((name, value) -> places.put(name, annotation.at(value)));
    return new Origins(annotation, places);
  }

  private static Map<String, AnnotationValue> byName(
      Map<? extends ExecutableElement, ? extends AnnotationValue> values) {
    Map<String, AnnotationValue> byName = new HashMap<>();
    values.forEach((method, value) -> byName.put(method.getSimpleName().toString(), value));
    return byName;
  }
}
