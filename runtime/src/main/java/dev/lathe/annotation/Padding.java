package dev.lathe.annotation;

/** The rule that says how many pixels of zeros surround a layer's input. */
public enum Padding {
  /**
   * ⌊(k − 1)/2⌋ · dilation on every side, as PyTorch's models are written. An odd kernel at stride
   * 1 keeps the size; an even one loses a row and a column (times the dilation).
   */
  SAME,
  /**
   * TensorFlow's SAME: ⌈size / stride⌉ pixels come out, and an odd pixel of padding goes to the
   * bottom and the right.
   */
  SAME_UPPER,
  /** None: windows stay inside the input. */
  VALID
}
