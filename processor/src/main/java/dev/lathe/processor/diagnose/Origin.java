package dev.lathe.processor.diagnose;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * The place in the user's source that something was read from, as exact as it is known.
 *
 * @param element the interface or method, if there is a source at all
 * @param annotation an annotation of the element
 * @param value a value of the annotation
 */
public record Origin(
    Optional<Element> element,
    Optional<AnnotationMirror> annotation,
    Optional<AnnotationValue> value) {

  /** No place, for what no source declares. */
  public static final Origin NOWHERE =
      new Origin(Optional.empty(), Optional.empty(), Optional.empty());

  /** An interface or method. */
  public static Origin of(Element element) {
    return new Origin(Optional.of(element), Optional.empty(), Optional.empty());
  }

  /** An annotation of an interface or method. */
  public static Origin of(Element element, AnnotationMirror annotation) {
    return new Origin(Optional.of(element), Optional.of(annotation), Optional.empty());
  }

  /** A value of this origin's annotation. */
  public Origin at(AnnotationValue newValue) {
    return new Origin(element, annotation, Optional.of(newValue));
  }

  /** An annotation nested in this origin's. */
  public Origin at(AnnotationMirror nested) {
    return new Origin(element, Optional.of(nested), Optional.empty());
  }
}
