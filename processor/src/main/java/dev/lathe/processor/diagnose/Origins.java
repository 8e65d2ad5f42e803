package dev.lathe.processor.diagnose;

import java.util.Map;

/**
 * The origins of an annotation and of each attribute that it states.
 *
 * @param annotation where the annotation is
 * @param stated by attribute name
 */
public record Origins(Origin annotation, Map<String, Origin> stated) {

  /** No places, for what no source declares. */
  public static final Origins NOWHERE = all(Origin.NOWHERE);

  /** Copies the map. */
  public Origins {
    stated = Map.copyOf(stated);
  }

  /** One place for everything. */
  public static Origins all(Origin origin) {
    return new Origins(origin, Map.of());
  }

  /** The attribute's value where it is stated, otherwise the annotation. */
  public Origin at(String attribute) {
    return stated.getOrDefault(attribute, annotation);
  }
}
