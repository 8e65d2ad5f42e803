package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/** The largest element of each channel: H×W×C to 1×1×C. */
public record GlobalMaxPool() implements Op {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    return new Shape(1, 1, inputs.get(0).channels());
  }
}
