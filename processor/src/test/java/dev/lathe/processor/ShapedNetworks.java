package dev.lathe.processor;

import com.google.testing.compile.Compilation;
import dev.lathe.annotation.Network;
import dev.lathe.processor.declare.NetworkReader;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.network.Lowering;
import dev.lathe.processor.shape.ShapeInference;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/** Takes networks through the stages in front of the planner. */
@SupportedAnnotationTypes("dev.lathe.annotation.Network")
public final class ShapedNetworks extends AbstractProcessor {

  private final Map<String, Outcome<ShapedNetwork>> outcomes = new TreeMap<>();

  private ShapedNetworks() {}

  /** The networks that some sources declare, by simple name. */
  public static Map<String, ShapedNetwork> of(JavaFileObject... sources) {
    Map<String, ShapedNetwork> networks = new TreeMap<>();
    outcomes(sources)
        .forEach(
            (name, outcome) ->
                networks.put(
                    name,
                    outcome.value().orElseThrow(() -> new AssertionError(outcome.problems()))));
    return networks;
  }

  /** What becomes of the networks that some sources declare, by simple name. */
  public static Map<String, Outcome<ShapedNetwork>> outcomes(JavaFileObject... sources) {
    ShapedNetworks processor = new ShapedNetworks();
    Compilation compilation = Javac.compile(processor, sources);
    if (compilation.status() == Compilation.Status.FAILURE) {
      throw new AssertionError(compilation.errors());
    }
    return processor.outcomes;
  }

  /** The network of 8×8×4 pixels with the given layers. */
  public static ShapedNetwork ofLayers(String layers) {
    return ofLayers("height = 8, width = 8, channels = 4", layers);
  }

  /** The network with the given knobs and layers. */
  public static ShapedNetwork ofLayers(String knobs, String layers) {
    String source = "@Network(" + knobs + ") interface Net extends Model { " + layers + " }";
    return of(Javac.source("Net", source)).get("Net");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    NetworkReader reader = new NetworkReader(processingEnv.getElementUtils());
    for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class))) {
      outcomes.put(
          type.getSimpleName().toString(),
          reader.read(type).then(Lowering::lower).then(ShapeInference::infer));
    }
    return false;
  }
}
