package dev.lathe.benchmarks.engine;

import dev.lathe.Shape;

/** The order in which an engine keeps the elements of an image. */
public enum Layout {
  /** Pixel by pixel: Lathe and TensorFlow Lite. */
  HWC,
  /** Plane by plane: ONNX. */
  CHW;

  /** Brings H×W×C elements into this order. */
  public float[] fromHwc(float[] elements, Shape shape) {
    return this == HWC ? elements : transposed(elements, shape.pixels(), shape.channels());
  }

  /** Brings elements of this order into H×W×C. */
  public float[] toHwc(float[] elements, Shape shape) {
    return this == HWC ? elements : transposed(elements, shape.channels(), shape.pixels());
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = matrix[row * columns + column];
      }
    }
    return result;
  }
}
