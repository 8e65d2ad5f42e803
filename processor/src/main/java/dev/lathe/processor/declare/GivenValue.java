package dev.lathe.processor.declare;

import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.AnnotationValueVisitor;

/**
 * A value that no source states as it is.
 *
 * @param value an integer, or a list of values
 */
record GivenValue(Object value) implements AnnotationValue {

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // the list of such a value has values only
  public <R, P> R accept(AnnotationValueVisitor<R, P> visitor, P parameter) {
    return value instanceof List<?> list
        ? visitor.visitArray((List<? extends AnnotationValue>) list, parameter)
        : visitor.visitInt((Integer) value, parameter);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
