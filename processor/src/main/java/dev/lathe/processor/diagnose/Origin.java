package dev.lathe.processor.diagnose;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * The place in the user's source that something was read from, as exact as it is known. What is not
 * known is null, as javac's messager takes it.
 *
 * @param element the interface or method
 * @param annotation an annotation of the element
 * @param value a value of the annotation
 */
public record Origin(Element element, AnnotationMirror annotation, AnnotationValue value) {

  /** No place, for what no source declares. */
  public static final Origin NOWHERE = new Origin(null, null, null);

  /** An interface or method. */
  public static Origin of(Element element) {
    return new Origin(element, null, null);
  }

  /** An annotation of an interface or method. */
  public static Origin of(Element element, AnnotationMirror annotation) {
    return new Origin(element, annotation, null);
  }

  /** A value of this origin's annotation. */
  public Origin at(AnnotationValue newValue) {
    return new Origin(element, annotation, newValue);
  }

  /** An annotation nested in this origin's. */
  public Origin at(AnnotationMirror nested) {
    return new Origin(element, nested, null);
  }
}
