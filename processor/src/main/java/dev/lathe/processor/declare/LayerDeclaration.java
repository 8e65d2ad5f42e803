package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origins;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A method of a network's interface, or of a block's.
 *
 * @param name the method's name
 * @param annotation the annotation's simple name, such as {@code MBConv}
 * @param spec what the annotation says
 * @param from the layers that {@code @From} names; none for the layer above
 * @param output what {@code @Output} says
 * @param epsilon what {@code @BatchNorm} says
 * @param origins where the layer's annotation is
 */
public record LayerDeclaration(
    String name,
    String annotation,
    LayerSpec spec,
    List<Reference> from,
    Optional<OutputDeclaration> output,
    OptionalDouble epsilon,
    Origins origins) {

  /** Copies the references. */
  public LayerDeclaration {
    from = List.copyOf(from);
  }

  /** The same layer in a place of that name, as in {@code stage.0.squeeze}. */
  public LayerDeclaration named(String newName) {
    return new LayerDeclaration(newName, annotation, spec, from, output, epsilon, origins);
  }
}
