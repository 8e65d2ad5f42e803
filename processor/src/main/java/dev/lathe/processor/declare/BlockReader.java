package dev.lathe.processor.declare;

import dev.lathe.annotation.Parameter;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Reads a layer whose annotation is a {@code @Block}: its layers, with its attributes put in. */
final class BlockReader {

  private static final String REPEAT = "repeat";
  private static final String STRIDE = "stride";

  private final TypeElement block;
  private final String name;
  private final Attributes attributes;
  private final LayerReader reader;

  /**
   * A reader of one use of a block.
   *
   * @param block the annotation's type
   * @param name the layer's
   * @param attributes of the layer
   */
  BlockReader(TypeElement block, String name, Attributes attributes, LayerReader reader) {
    this.block = block;
    this.name = name;
    this.attributes = attributes;
    this.reader = reader;
  }

  /** The layers of the first repeat and of the others. */
  LayerSpec read() {
    List<TypeElement> bodies =
        ElementFilter.typesIn(block.getEnclosedElements()).stream()
            .filter(type -> type.getKind() == ElementKind.INTERFACE)
            .toList();
    if (bodies.size() != 1) {
      return invalid(
          Code.Block,
          "has %d nested interfaces; a block has one, whose methods are its layers",
          bodies.size());
    }
    if (reader.open().contains(block)) {
      return invalid(Code.Block, "is part of itself; a block is made of others");
    }
    boolean repeats = attribute(REPEAT) != null;
    int repeat = repeats ? attributes.atLeast(1, REPEAT) : 1;
    List<LayerDeclaration> first = layers(bodies.get(0), Map.of());
    Map<String, AnnotationValue> unstrided = Map.of(STRIDE, new GivenValue(1));
    return new LayerSpec.Block(
        first,
        repeats ? layers(bodies.get(0), unstrided) : first,
        repeats ? OptionalInt.of(repeat) : OptionalInt.empty());
  }

  private List<LayerDeclaration> layers(TypeElement body, Map<String, AnnotationValue> given) {
    LayerCollector.Place place =
        new LayerCollector.Place(
            body, attributes.origins().annotation(), name + ".", Set.of("input"), bindings(given));
    return new LayerCollector(reader.inside(block), place, attributes.problems())
        .collect(Lineage.of(body));
  }

  /** The attributes by the constants that stand for them. */
  private Bindings bindings(Map<String, AnnotationValue> given) {
    Map<Integer, Bindings.Bound> bound = new HashMap<>();
    Map<Integer, VariableElement> constants = new LinkedHashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(block.getEnclosedElements())) {
      if (!(field.getConstantValue() instanceof Integer number) || !Parameter.is(number)) {
        continue;
      }
      VariableElement other = constants.put(number, field);
      if (other != null) {
        invalid(
            Code.BlockParameter,
            "takes one parameter as %s and %s; take another for one of them",
            other.getSimpleName(),
            field.getSimpleName());
      }
      ExecutableElement attribute = attribute(field.getSimpleName().toString());
      if (attribute == null) {
        invalid(
            Code.BlockParameter,
            "has %s, which stands for no attribute; declare one of that name",
            field.getSimpleName());
        continue;
      }
      String bindable = attribute.getSimpleName().toString();
      AnnotationValue value = given.getOrDefault(bindable, attributes.value(bindable));
      if (isNumeric(value)) {
        bound.put(number, new Bindings.Bound(value, attributes.origins().at(bindable)));
      } else {
        invalid(
            Code.BlockParameter,
            "has the attribute %s of type %s; a block's are int or int[]",
            bindable,
            attribute.getReturnType());
      }
    }
    return new Bindings(bound);
  }

  private static boolean isNumeric(AnnotationValue value) {
    return value.getValue() instanceof Integer
        || (value.getValue() instanceof List<?> list
            && list.stream().allMatch(it -> isNumeric((AnnotationValue) it)));
  }

  /** The attribute that a constant is named after: SQUEEZE_3 is squeeze3's. */
  private ExecutableElement attribute(String constant) {
    String plain = constant.replace("_", "");
    for (ExecutableElement method : ElementFilter.methodsIn(block.getEnclosedElements())) {
      if (method.getSimpleName().toString().equalsIgnoreCase(plain)) {
        return method;
      }
    }
    return null;
  }

  private LayerSpec invalid(Code code, String format, Object... arguments) {
    String message = "@" + block.getSimpleName() + " " + String.format(format, arguments);
    attributes
        .problems()
        .add(
            Problem.error(
                code, attributes.origins().annotation(), "%s: %s", attributes.subject(), message));
    return new LayerSpec.Block(List.of(), List.of(), OptionalInt.empty());
  }
}
