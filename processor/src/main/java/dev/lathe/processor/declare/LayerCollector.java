package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.diagnose.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/**
 * Collects the layers of a network, or of a block: the abstract methods of an interface and of
 * those it extends.
 */
final class LayerCollector {

  private static final String LAYER = "dev.lathe.Layer";

  /** Names that a record's component cannot have. */
  private static final Set<String> UNUSABLE =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /**
   * Where the layers are declared.
   *
   * @param owner the interface
   * @param fallback the place of problems that the source of this compilation does not show
   * @param prefix of the layers' names in messages: empty, or the block's name and a dot
   * @param reserved names that layers cannot have
   * @param bindings what a block's parameters stand for
   */
  record Place(
      TypeElement owner, Origin fallback, String prefix, Set<String> reserved, Bindings bindings) {

    /** A network. */
    static Place network(TypeElement network, Origin annotation, Set<String> reserved) {
      return new Place(network, annotation, "", reserved, Bindings.NONE);
    }
  }

  private final LayerReader reader;
  private final Place place;
  private final List<Problem> problems;
  private final Map<String, ExecutableElement> methods = new LinkedHashMap<>();
  private final Map<String, ExecutableElement> duplicates = new LinkedHashMap<>();

  LayerCollector(LayerReader reader, Place place, List<Problem> problems) {
    this.reader = reader;
    this.place = place;
    this.problems = problems;
  }

  /**
   * Reads the layers in network order: inherited ones first, a layer that is declared again in the
   * place of the one it replaces. The order of methods in a class file that javac wrote is that of
   * its source.
   */
  List<LayerDeclaration> collect(Lineage lineage) {
    for (TypeElement type : lineage.oldestFirst()) {
      ElementFilter.methodsIn(type.getEnclosedElements()).forEach(this::add);
    }
    reportDuplicates();
    List<LayerDeclaration> layers = new ArrayList<>();
    methods.forEach(
        (name, method) ->
            UnexpectedException.naming(name, origin(method), () -> read(name, method))
                .ifPresent(layers::add));
    return layers;
  }

  private void add(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    if (method.getModifiers().contains(Modifier.ABSTRACT)) {
      if (method.getParameters().isEmpty() && method.getTypeParameters().isEmpty()) {
        replace(methods.put(name, method), method);
      } else {
        problem(Code.LayerMethod, method, "has parameters; a layer has none");
      }
    } else if (!layerAnnotations(method).isEmpty() || methods.containsKey(name)) {
      problem(Code.LayerMethod, method, "has a body; a layer is an abstract method");
    }
  }

  /** Notes a layer that two interfaces declare of which neither extends the other. */
  private void replace(ExecutableElement before, ExecutableElement after) {
    String name = after.getSimpleName().toString();
    if (before != null) {
      Lineage lineage = Lineage.of((TypeElement) after.getEnclosingElement());
      if (!lineage.contains((TypeElement) before.getEnclosingElement())) {
        duplicates.putIfAbsent(name, before);
      } else if (duplicates.containsKey(name)
          && lineage.contains((TypeElement) duplicates.get(name).getEnclosingElement())) {
        duplicates.remove(name);
      }
    }
  }

  private void reportDuplicates() {
    duplicates.forEach(
        (name, method) ->
            problems.add(
                Problem.error(
                    Code.DuplicateLayer,
                    place.fallback(),
                    "\"%s\" is declared by both %s and %s; declare it in %s to say which",
                    place.prefix() + name,
                    method.getEnclosingElement().getSimpleName(),
                    methods.get(name).getEnclosingElement().getSimpleName(),
                    place.owner().getSimpleName())));
  }

  private Optional<LayerDeclaration> read(String name, ExecutableElement method) {
    int before = problems.size();
    List<AnnotationMirror> mirrors = layerAnnotations(method);
    if (mirrors.size() != 1) {
      problem(
          Code.LayerAnnotation,
          method,
          mirrors.isEmpty()
              ? "has no layer annotation; add one, such as @Conv, or a body"
              : "has the layer annotations "
                  + String.join(" and ", mirrors.stream().map(it -> "@" + simpleName(it)).toList())
                  + "; a layer has one");
    }
    if (place.reserved().contains(name)) {
      problem(
          Code.LayerName,
          method,
          place.prefix().isEmpty()
              ? "has a name that the generated class needs for itself; rename the layer"
              : "has the name of what the block reads; rename the layer");
    }
    checkSignature(method);
    if (problems.size() > before) {
      return Optional.empty();
    }
    AnnotationMirror mirror = mirrors.get(0);
    Attributes attributes = attributes(method, mirror);
    return Optional.of(
        new LayerDeclaration(
            name,
            simpleName(mirror),
            reader.read(place.prefix() + name, mirror, attributes),
            on(method, "From").map(it -> it.references("value")).orElse(List.of()),
            on(method, "Output").flatMap(it -> output(name, it)),
            on(method, "BatchNorm").stream().mapToDouble(it -> it.positive("epsilon")).findFirst(),
            attributes.origins()));
  }

  private Optional<Attributes> on(ExecutableElement method, String annotation) {
    return reader.annotations().on(method, annotation).map(it -> attributes(method, it));
  }

  private Attributes attributes(ExecutableElement method, AnnotationMirror mirror) {
    Origins origins =
        isOutOfReach(method)
            ? Origins.all(place.fallback())
            : Annotations.origins(Origin.of(method, mirror), mirror);
    return reader
        .annotations()
        .attributes(subject(method), mirror, origins, problems, place.bindings());
  }

  private Optional<OutputDeclaration> output(String layer, Attributes it) {
    if (!place.prefix().isEmpty()) {
      it.problem(
          Code.NetworkOutput,
          "",
          "is an output inside of a block, where nobody can reach it; mark the layer that uses the"
              + " block");
      return Optional.empty();
    }
    String stated = it.references("value").get(0).name();
    String name = stated.isEmpty() ? layer : stated;
    if (!SourceVersion.isName(name) || name.contains(".") || UNUSABLE.contains(name)) {
      it.problem(
          Code.NetworkOutput,
          "value",
          "is an output called \"" + name + "\", which no accessor can be; take a Java name");
      return Optional.empty();
    }
    return Optional.of(new OutputDeclaration(name, it.origins().at("value")));
  }

  private void checkSignature(ExecutableElement method) {
    if (method.getReturnType().getKind() == TypeKind.ERROR) {
      throw new UnreadableException();
    }
    if (!method.getReturnType().toString().equals(LAYER)) {
      problem(
          Code.LayerMethod,
          method,
          "returns " + method.getReturnType() + "; a layer returns " + LAYER);
    }
  }

  private List<AnnotationMirror> layerAnnotations(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .filter(reader::reads)
        .toList();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  private void problem(Code code, ExecutableElement method, String message) {
    problems.add(Problem.error(code, origin(method), "%s %s", subject(method), message));
  }

  private String subject(ExecutableElement method) {
    return "\"" + place.prefix() + method.getSimpleName() + "\"";
  }

  /** The method itself, or the fallback where a problem cannot lie or be shown there. */
  private Origin origin(ExecutableElement method) {
    return isOutOfReach(method) ? place.fallback() : Origin.of(method);
  }

  /**
   * Whether the method is right where it is declared, so that a problem lies in what the variant
   * changes, or is out of the compiler's reach.
   */
  private boolean isOutOfReach(ExecutableElement method) {
    TypeElement declaring = (TypeElement) method.getEnclosingElement();
    Annotations annotations = reader.annotations();
    return (!declaring.equals(place.owner()) && annotations.on(declaring, "Network").isPresent())
        || annotations.elements().getFileObjectOf(declaring).getKind()
            != JavaFileObject.Kind.SOURCE;
  }
}
