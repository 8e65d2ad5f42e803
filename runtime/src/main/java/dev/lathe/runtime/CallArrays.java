package dev.lathe.runtime;

import dev.lathe.Shape;
import java.util.Map;

/** Checks the arrays that a call of a model is given; builds no text for those that fit. */
public final class CallArrays {

  private CallArrays() {}

  /**
   * Returns if a batch has as many outputs as inputs.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static void checkBatch(float[][] inputs, float[][] outputs) {
    if (inputs.length != outputs.length) {
      throw new IllegalArgumentException(
          "[BatchLength] " + inputs.length + " inputs need as many outputs, not " + outputs.length);
    }
  }

  /** Returns if the array of the input or output called {@code what} has its length. */
  static void check(String what, float[] array, Shape shape) {
    if (array.length != shape.elements()) {
      throw new IllegalArgumentException(
          "[ArrayLength] the "
              + what
              + " has "
              + array.length
              + " floats; "
              + shape
              + " (H×W×C) needs "
              + shape.elements());
    }
  }

  /** Returns if there is an array for each of the inputs or outputs, and it has its length. */
  static void checkAll(String what, float[][] arrays, Map<String, Shape> shapes) {
    if (arrays.length != shapes.size()) {
      throw new IllegalArgumentException(
          "[ArrayCount] " + arrays.length + " " + what + " arrays; " + shapes + " need one each");
    }
    int index = 0;
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      float[] array = arrays[index++];
      if (array.length != entry.getValue().elements()) {
        check(what + " \"" + entry.getKey() + "\"", array, entry.getValue());
      }
    }
  }
}
