package dev.lathe.processor.declare;

import dev.lathe.annotation.Parameter;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;

/**
 * The values of an annotation, checked as they are read: a value out of range is a problem at its
 * place, and the reader goes on with the nearest legal one so that the rest is checked too.
 */
final class Attributes {

  /** Windows, strides and pads stay below this, so that int arithmetic on them cannot overflow. */
  static final int MAX_EXTENT = 1 << 15;

  private final String subject;
  private final Map<String, AnnotationValue> values;
  private final Set<String> stated;
  private final Origins origins;
  private final List<Problem> problems;
  private final Bindings bindings;

  /**
   * Values to read.
   *
   * @param subject what messages call the annotated thing, such as {@code "stem"} in quotes
   * @param values by attribute name, defaults included
   * @param stated the attributes that the source states
   * @param origins where it does
   * @param problems receives what is wrong
   * @param bindings what parameters among the values stand for
   */
  Attributes(
      String subject,
      Map<String, AnnotationValue> values,
      Set<String> stated,
      Origins origins,
      List<Problem> problems,
      Bindings bindings) {
    this.subject = subject;
    this.values = bindings.substitute(values);
    this.stated = stated;
    this.origins = bindings.places(origins, values);
    this.problems = problems;
    this.bindings = bindings;
  }

  String subject() {
    return subject;
  }

  Bindings bindings() {
    return bindings;
  }

  List<Problem> problems() {
    return problems;
  }

  /** An attribute's value as it is. */
  AnnotationValue value(String name) {
    AnnotationValue value = values.get(name);
    if (value == null) {
      throw new UnreadableException();
    }
    return value;
  }

  Origins origins() {
    return origins;
  }

  boolean states(String name) {
    return stated.contains(name);
  }

  void problem(Code code, String at, String message) {
    problems.add(Problem.error(code, origins.at(at), "%s %s", subject, message));
  }

  boolean flag(String name) {
    return read(name, Boolean.class);
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, read(name, VariableElement.class).getSimpleName().toString());
  }

  int atLeast(int least, String name) {
    int value = read(name, Integer.class);
    return inRange(name, origins.at(name), value, least, Integer.MAX_VALUE);
  }

  long atLeast(long least, String name) {
    long value = read(name, Long.class);
    if (value < least) {
      problem(Code.Range, name, "has " + name + " = " + value + "; it must be at least " + least);
      return least;
    }
    return value;
  }

  double decimal(String name) {
    return read(name, Double.class);
  }

  double positive(String name) {
    double value = decimal(name);
    if (!(value > 0) || Double.isInfinite(value)) {
      problem(Code.Range, name, "has " + name + " = " + value + "; it must be positive and finite");
      return 1;
    }
    return value;
  }

  double fraction(String name) {
    double value = positive(name);
    if (value > 1) {
      problem(Code.Range, name, "has " + name + " = " + value + "; it must be at most 1");
      return 1;
    }
    return value;
  }

  /** One number for both directions or {height, width}, each at least 1. */
  Extent extent(String name) {
    return extent(name, 1);
  }

  /** One number for both directions or {height, width}, each at least {@code least}. */
  Extent extent(String name, int least) {
    List<Integer> numbers = numbers(name, least);
    if (numbers.size() == 1) {
      return Extent.square(numbers.get(0));
    }
    if (numbers.size() == 2) {
      return new Extent(numbers.get(0), numbers.get(1));
    }
    problem(
        Code.ArrayLength,
        name,
        "has " + numbers.size() + " numbers as " + name + "; state one, or {height, width}");
    return Extent.square(1);
  }

  /** As many numbers as are stated, each in the range of extents and at least {@code least}. */
  List<Integer> numbers(String name, int least) {
    List<Integer> numbers = new ArrayList<>();
    List<AnnotationValue> elements = elements(name);
    for (AnnotationValue element : elements) {
      Origin place = place(name, element, elements.size());
      numbers.add(inRange(name, place, cast(element, Integer.class), least, MAX_EXTENT));
    }
    return numbers;
  }

  /** The layers that an attribute names, one or several. */
  List<Reference> references(String name) {
    Object value = read(name, Object.class);
    if (value instanceof String single) {
      return List.of(new Reference(single, origins.at(name)));
    }
    List<Reference> references = new ArrayList<>();
    List<AnnotationValue> elements = elements(name);
    for (AnnotationValue element : elements) {
      references.add(
          new Reference(cast(element, String.class), place(name, element, elements.size())));
    }
    return references;
  }

  /** Where one of several values is. */
  private Origin place(String name, AnnotationValue element, int elements) {
    boolean placed =
        elements > 1
            && origins.stated().containsKey(name)
            && !(values.get(name) instanceof GivenValue);
    return placed ? origins.annotation().at(element) : origins.at(name);
  }

  /** As many numbers as are stated, whatever they are. */
  List<Double> decimals(String name) {
    return elements(name).stream().map(element -> cast(element, Double.class)).toList();
  }

  /** The annotations nested in an attribute. */
  List<Attributes> nested(String name, Annotations annotations) {
    List<Attributes> nested = new ArrayList<>();
    for (AnnotationValue element : elements(name)) {
      AnnotationMirror mirror = cast(element, AnnotationMirror.class);
      if (bindings.leavesOut(mirror)) {
        continue;
      }
      Origins places =
          origins.stated().isEmpty()
              ? origins
              : Annotations.origins(origins.annotation().at(mirror), mirror);
      nested.add(annotations.attributes(subject, mirror, places, problems, bindings));
    }
    return nested;
  }

  private int inRange(String name, Origin place, int value, int least, int most) {
    if (value >= least && value <= most) {
      return value;
    }
    if (Parameter.is(value)) {
      problems.add(
          Problem.error(
              Code.BlockParameter,
              place,
              "%s has a parameter as %s that stands for nothing here; state a number, or declare a"
                  + " constant of the block's annotation for it",
              subject,
              name));
      return least;
    }
    String bound = value < least ? "at least " + least : "at most " + most;
    problems.add(
        Problem.error(
            Code.Range, place, "%s has %s = %d; it must be %s", subject, name, value, bound));
    return value < least ? least : most;
  }

  private List<AnnotationValue> elements(String name) {
    List<AnnotationValue> elements = new ArrayList<>();
    for (Object element : read(name, List.class)) {
      elements.add((AnnotationValue) element);
    }
    return elements;
  }

  private <T> T read(String name, Class<T> type) {
    return cast(value(name), type);
  }

  private static <T> T cast(AnnotationValue value, Class<T> type) {
    if (!type.isInstance(value.getValue())) {
      throw new UnreadableException();
    }
    return type.cast(value.getValue());
  }
}
