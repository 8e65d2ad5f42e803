package dev.lathe.processor;

import com.google.auto.service.AutoService;
import dev.lathe.annotation.Network;
import dev.lathe.processor.declare.NetworkReader;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.diagnose.UnreadableException;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/** Compiles each network of a build; the only one that speaks with javac. */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.lathe.annotation.Network")
public final class NetworkProcessor extends AbstractProcessor {

  /** Networks that name a type or constant which a later round may bring. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private final Set<String> failed = new HashSet<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    var elements = processingEnv.getElementUtils();
    Set<TypeElement> networks = new LinkedHashSet<>();
    waiting.forEach(name -> networks.add(elements.getTypeElement(name)));
    waiting.clear();
    if (round.processingOver()) {
      networks.forEach(network -> print(UnreadableException.problem(network)));
      return false;
    }
    networks.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class)));
    var reader = new NetworkReader(elements);
    reader.ancestorsFirst(networks).forEach(network -> compile(network, reader));
    return false;
  }

  private void compile(TypeElement network, NetworkReader reader) {
    Outcome<CompiledNetwork> outcome = Outcome.failed(List.of());
    try {
      // A variant of a network with problems would only repeat them.
      if (reader.ancestors(network).stream().noneMatch(it -> failed.contains(it.toString()))) {
        outcome = reader.read(network).then(CompiledNetwork::compile);
      }
    } catch (UnreadableException e) {
      waiting.add(network.toString());
      return;
    } catch (RuntimeException | LinkageError e) {
      outcome = Outcome.failed(List.of(UnexpectedException.problem(network, e)));
    }
    outcome.problems().forEach(this::print);
    outcome.value().ifPresentOrElse(it -> write(it, network), () -> failed.add(network.toString()));
  }

  private void write(CompiledNetwork compiled, TypeElement network) {
    var filer = processingEnv.getFiler();
    try {
      for (var source : compiled.sources()) {
        try (Writer writer = filer.createSourceFile(source.name(), network).openWriter()) {
          writer.write(source.text());
        }
      }
      for (var report : compiled.reports()) {
        var file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", report.path(), network);
        try (Writer writer = file.openWriter()) {
          writer.write(report.text());
        }
      }
      processingEnv.getMessager().printNote(compiled.summary(), network);
    } catch (IOException e) {
      print(Problem.unwritable(network, e));
    }
  }

  private void print(Problem problem) {
    var at = problem.origin();
    Kind kind = problem.isError() ? Kind.ERROR : Kind.WARNING;
    var messager = processingEnv.getMessager();
    messager.printMessage(kind, problem.toString(), at.element(), at.annotation(), at.value());
  }
}
