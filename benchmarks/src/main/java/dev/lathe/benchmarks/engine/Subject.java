package dev.lathe.benchmarks.engine;

import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Weights;
import dev.lathe.graph.Graph;

/** A declared network that the engines are measured on. */
public interface Subject {

  /** What tables and options call it. */
  String name();

  /** Its graph, from the generated class. */
  Graph graph();

  /** The generated class's {@code load}. */
  Model load(Weights weights, LoadOption... options);

  /** Whether it can be written for an engine. */
  default boolean runsOn(Engine engine) {
    return true;
  }
}
