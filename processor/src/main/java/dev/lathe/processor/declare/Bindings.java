package dev.lathe.processor.declare;

import dev.lathe.annotation.Parameter;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/**
 * What the {@link Parameter}s of a block stand for while its layers are read.
 *
 * @param bound by the number that stands for it
 */
record Bindings(Map<Integer, Bound> bound) {

  /** Outside of blocks: nothing stands for anything. */
  static final Bindings NONE = new Bindings(Map.of());

  /**
   * An attribute of the annotation that uses the block.
   *
   * @param value one number or several
   * @param origin where it is stated
   */
  record Bound(AnnotationValue value, Origin origin) {}

  Bindings {
    bound = Map.copyOf(bound);
  }

  /** The values of an annotation with attributes in the place of what stands for them. */
  Map<String, AnnotationValue> substitute(Map<String, AnnotationValue> values) {
    Map<String, AnnotationValue> substituted = new HashMap<>(values);
    substituted.replaceAll((name, value) -> substitute(value));
    return substituted;
  }

  private AnnotationValue substitute(AnnotationValue value) {
    if (value.getValue() instanceof List<?> elements && in(value).isPresent()) {
      List<AnnotationValue> expanded = new ArrayList<>();
      for (Object element : elements) {
        AnnotationValue substitute = substitute((AnnotationValue) element);
        if (substitute.getValue() instanceof List<?> several) {
          several.forEach(it -> expanded.add((AnnotationValue) it));
        } else {
          expanded.add(substitute);
        }
      }
      return new GivenValue(expanded);
    }
    return in(value).map(Bound::value).orElse(value);
  }

  /** The places of an annotation's values: what stands for an attribute has the attribute's. */
  Origins places(Origins origins, Map<String, AnnotationValue> values) {
    Map<String, Origin> places = new HashMap<>(origins.stated());
    values.forEach((name, value) -> in(value).ifPresent(it -> places.put(name, it.origin())));
    return new Origins(origins.annotation(), places);
  }

  /** The attribute that a value, or the first of several that does, stands for. */
  Optional<Bound> in(AnnotationValue value) {
    if (value.getValue() instanceof List<?> elements) {
      return elements.stream().flatMap(it -> in((AnnotationValue) it).stream()).findFirst();
    }
    return value.getValue() instanceof Number number
        ? Optional.ofNullable(bound.get(number.intValue()))
        : Optional.empty();
  }

  /** Whether an annotation refers to a parameter that is 0, so that it does not count. */
  boolean leavesOut(AnnotationMirror mirror) {
    return Annotations.stated(mirror).values().stream()
        .flatMap(value -> in(value).stream())
        .anyMatch(it -> it.value().getValue().equals(0));
  }
}
