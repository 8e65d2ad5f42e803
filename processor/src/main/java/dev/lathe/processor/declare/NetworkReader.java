package dev.lathe.processor.declare;

import dev.lathe.Model;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.annotation.Storage;
import dev.lathe.image.Preprocessing;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Origin;
import dev.lathe.processor.diagnose.Origins;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The first stage: an annotated interface becomes a {@link NetworkDeclaration}. */
public final class NetworkReader {

  private static final String VECTORS = "jdk.incubator.vector";
  private static final Set<String> GENERATED =
      Set.of("declaredLayers", "graph", "input", "kernels", "load");

  private final Annotations annotations;
  private final TypeElement model;
  private final boolean vectors;

  /** A reader of the elements of one compilation. */
  public NetworkReader(Elements elements) {
    this.annotations = new Annotations(elements);
    this.model = elements.getTypeElement(Model.class.getCanonicalName());
    this.vectors = elements.getModuleElement(VECTORS) != null;
  }

  /**
   * Reads a network.
   *
   * @throws UnreadableException if the source does not compile yet
   */
  public Outcome<NetworkDeclaration> read(TypeElement type) {
    Lineage.of(type).requireComplete();
    AnnotationMirror mirror = annotations.on(type, "Network").orElseThrow();
    Origins origins = Annotations.origins(Origin.of(type, mirror), mirror);
    List<Problem> problems =
        new ArrayList<>(InterfaceCheck.problems(type, origins.annotation(), model));
    if (!vectors) {
      problems.add(
          Problem.error(
              Code.VectorModule,
              origins.annotation(),
              "%s's kernels need the module %s; compile with --add-modules %s",
              type.getSimpleName(),
              VECTORS,
              VECTORS));
    }
    if (!problems.isEmpty()) {
      return Outcome.failed(problems);
    }
    Lineage lineage = Lineage.of(type).without(model);
    Knobs knobs = knobs(type, mirror, lineage, origins, problems);
    LayerReader reader = new LayerReader(annotations, knobs.padding(), List.of());
    List<LayerDeclaration> layers =
        new LayerCollector(
                reader,
                LayerCollector.Place.network(type, origins.annotation(), reservedNames()),
                problems)
            .collect(lineage);
    if (layers.isEmpty() && problems.isEmpty()) {
      problems.add(
          Problem.error(
              Code.EmptyNetwork,
              origins.annotation(),
              "%s has no layers; declare one as an abstract method",
              type.getSimpleName()));
    }
    NetworkDeclaration declaration =
        new NetworkDeclaration(
            name(type),
            knobs,
            layers,
            budget(type, problems),
            preprocess(type, lineage, origins, problems),
            origins);
    return Outcome.of(declaration, problems);
  }

  /** Names of methods that the generated class has already. */
  private Set<String> reservedNames() {
    Set<String> reserved = new HashSet<>(GENERATED);
    TypeElement object = annotations.elements().getTypeElement("java.lang.Object");
    for (TypeElement implemented : List.of(model, object)) {
      ElementFilter.methodsIn(implemented.getEnclosedElements())
          .forEach(method -> reserved.add(method.getSimpleName().toString()));
    }
    return reserved;
  }

  /** The networks in an order in which variants follow what they vary. */
  public List<TypeElement> ancestorsFirst(Collection<TypeElement> networks) {
    Set<TypeElement> ordered = new LinkedHashSet<>();
    networks.forEach(type -> ordered.addAll(Lineage.of(type).oldestFirst()));
    ordered.retainAll(networks);
    return List.copyOf(ordered);
  }

  /** The networks that this one is a variant of. */
  public List<TypeElement> ancestors(TypeElement type) {
    return Lineage.of(type).nearestFirst().stream()
        .filter(other -> !other.equals(type) && annotations.on(other, "Network").isPresent())
        .toList();
  }

  private NetworkName name(TypeElement type) {
    Deque<String> simpleNames = new ArrayDeque<>();
    for (Element it = type; it instanceof TypeElement; it = it.getEnclosingElement()) {
      simpleNames.addFirst(it.getSimpleName().toString());
    }
    String packageName = annotations.elements().getPackageOf(type).getQualifiedName().toString();
    return new NetworkName(packageName, List.copyOf(simpleNames));
  }

  /** The nearest stated value of each knob, and the default of those that nobody states. */
  private Knobs knobs(
      TypeElement type,
      AnnotationMirror mirror,
      Lineage lineage,
      Origins origins,
      List<Problem> problems) {
    Map<String, AnnotationValue> values = new HashMap<>();
    for (TypeElement ancestor : lineage.nearestFirst()) {
      annotations
          .on(ancestor, "Network")
          .ifPresent(it -> Annotations.stated(it).forEach(values::putIfAbsent));
    }
    Set<String> stated = new HashSet<>(values.keySet());
    annotations.effective(mirror).forEach(values::putIfAbsent);
    Attributes it =
        new Attributes(
            type.getSimpleName().toString(), values, stated, origins, problems, Bindings.NONE);
    return new Knobs(
        size("height", it),
        size("width", it),
        it.atLeast(1, "channels"),
        it.positive("alpha"),
        it.positive("rho"),
        it.positive("depth"),
        it.atLeast(1, "divisor"),
        PaddingReader.rule(it),
        it.positive("batchNormEpsilon"),
        it.constant("denseWeights", Storage.class));
  }

  private static int size(String name, Attributes it) {
    if (it.states(name)) {
      return it.atLeast(1, name);
    }
    it.problem(Code.MissingSize, "", "states no " + name + "; add " + name + " = 224 to @Network");
    return 1;
  }

  private Optional<BudgetDeclaration> budget(TypeElement type, List<Problem> problems) {
    return annotations
        .on(type, "Budget")
        .map(
            mirror -> {
              Origins origins = Annotations.origins(Origin.of(type, mirror), mirror);
              String subject = type.getSimpleName() + "'s budget";
              Attributes it = annotations.attributes(subject, mirror, origins, problems);
              return new BudgetDeclaration(
                  it.atLeast(1L, "macs"),
                  it.atLeast(1L, "params"),
                  it.atLeast(1L, "weightBytes"),
                  it.atLeast(1L, "arenaBytes"),
                  it.fraction("warnAt"),
                  origins);
            });
  }

  /** The nearest {@code @Preprocess} as a whole; a problem of an inherited one is the variant's. */
  private Optional<PreprocessDeclaration> preprocess(
      TypeElement type, Lineage lineage, Origins network, List<Problem> problems) {
    Optional<TypeElement> declaring =
        lineage.nearestFirst().stream()
            .filter(it -> annotations.on(it, "Preprocess").isPresent())
            .findFirst();
    if (declaring.isEmpty()) {
      return Optional.empty();
    }
    AnnotationMirror mirror = annotations.on(declaring.get(), "Preprocess").orElseThrow();
    Origins origins =
        declaring.get().equals(type)
            ? Annotations.origins(Origin.of(type, mirror), mirror)
            : Origins.all(network.annotation());
    Attributes it = annotations.attributes("@Preprocess", mirror, origins, problems);
    try {
      Preprocessing preprocessing =
          new Preprocessing(
              it.numbers("resize", 1),
              it.numbers("crop", 1),
              it.constant("fit", Fit.class),
              it.constant("interpolation", Interpolation.class),
              it.decimals("mean"),
              it.decimals("std"),
              it.constant("order", ChannelOrder.class),
              it.decimal("range"));
      return Optional.of(new PreprocessDeclaration(preprocessing, origins));
    } catch (IllegalArgumentException e) {
      problems.add(PreprocessDeclaration.problem(e.getMessage(), origins));
      return Optional.empty();
    }
  }
}
