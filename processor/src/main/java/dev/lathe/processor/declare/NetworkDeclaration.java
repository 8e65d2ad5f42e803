package dev.lathe.processor.declare;

import dev.lathe.image.Preprocessing;
import dev.lathe.processor.diagnose.Origins;
import java.util.List;
import java.util.Optional;

/**
 * A network as its interface and the interfaces it extends declare it.
 *
 * @param name the interface's name
 * @param knobs what {@code @Network} says
 * @param layers in network order
 * @param budget what the network may cost, if it states a limit
 * @param preprocess how images become its input, if it or a network that it varies says so
 * @param origins of {@code @Network}
 */
public record NetworkDeclaration(
    NetworkName name,
    Knobs knobs,
    List<LayerDeclaration> layers,
    Optional<BudgetDeclaration> budget,
    Optional<PreprocessDeclaration> preprocess,
    Origins origins) {

  /** Copies the layers. */
  public NetworkDeclaration {
    layers = List.copyOf(layers);
  }

  /** How images become the network's input, if that is declared. */
  public Optional<Preprocessing> preprocessing() {
    return preprocess.map(PreprocessDeclaration::preprocessing);
  }
}
