package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.diagnose.UnreadableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/** Collects a network's layers: the abstract methods of its interface and of those it extends. */
final class LayerCollector {

  private static final String LAYER = "dev.lathe.Layer";

  private final Annotations annotations;
  private final TypeElement network;
  private final LayerReader reader;
  private final List<Problem> problems;
  private final Set<String> reserved =
      new HashSet<>(Set.of("declaredLayers", "graph", "input", "kernels", "load"));
  private final Map<String, ExecutableElement> methods = new LinkedHashMap<>();
  private final Map<String, ExecutableElement> duplicates = new LinkedHashMap<>();

  LayerCollector(
      Annotations annotations,
      TypeElement network,
      TypeElement model,
      LayerReader reader,
      List<Problem> problems) {
    this.annotations = annotations;
    this.network = network;
    this.reader = reader;
    this.problems = problems;
    TypeElement object = annotations.elements().getTypeElement("java.lang.Object");
    for (TypeElement implemented : List.of(model, object)) {
      ElementFilter.methodsIn(implemented.getEnclosedElements())
          .forEach(method -> reserved.add(method.getSimpleName().toString()));
    }
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
    Origin origin = Origin.of(network, annotations.on(network, "Network").orElseThrow());
    duplicates.forEach(
        (name, method) ->
            problems.add(
                Problem.error(
                    Code.DuplicateLayer,
                    origin,
                    "\"%s\" is declared by both %s and %s; declare it in %s to say which",
                    name,
                    method.getEnclosingElement().getSimpleName(),
                    methods.get(name).getEnclosingElement().getSimpleName(),
                    network.getSimpleName())));
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
    if (reserved.contains(name)) {
      problem(
          Code.LayerName,
          method,
          "has a name that the generated class needs for itself; rename the layer");
    }
    checkSignature(method);
    if (problems.size() > before) {
      return Optional.empty();
    }
    AnnotationMirror mirror = mirrors.get(0);
    Origins origins =
        isInherited(method)
            ? Origins.all(origin(method))
            : Annotations.origins(Origin.of(method, mirror), mirror);
    Attributes attributes = annotations.attributes("\"" + name + "\"", mirror, origins, problems);
    String annotation = simpleName(mirror);
    LayerSpec spec = LayerReader.ANNOTATIONS.get(annotation).apply(reader, attributes);
    return Optional.of(new LayerDeclaration(name, annotation, spec, origins));
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

  private static List<AnnotationMirror> layerAnnotations(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .filter(mirror -> Annotations.name(mirror).startsWith(Annotations.PACKAGE))
        .filter(mirror -> LayerReader.ANNOTATIONS.containsKey(simpleName(mirror)))
        .toList();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  private void problem(Code code, ExecutableElement method, String message) {
    problems.add(Problem.error(code, origin(method), "\"%s\" %s", method.getSimpleName(), message));
  }

  /** The method itself, or the variant's {@code @Network} where the method is not its own. */
  private Origin origin(ExecutableElement method) {
    return isInherited(method)
        ? annotations.on(network, "Network").map(it -> Origin.of(network, it)).orElseThrow()
        : Origin.of(method);
  }

  /**
   * Whether the method is right where it is declared, so that a problem lies in what the variant
   * changes, or is out of the compiler's reach.
   */
  private boolean isInherited(ExecutableElement method) {
    TypeElement declaring = (TypeElement) method.getEnclosingElement();
    return !declaring.equals(network)
        && (annotations.on(declaring, "Network").isPresent()
            || annotations.elements().getFileObjectOf(declaring).getKind()
                != JavaFileObject.Kind.SOURCE);
  }
}
