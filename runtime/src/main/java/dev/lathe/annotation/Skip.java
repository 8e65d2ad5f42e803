package dev.lathe.annotation;

/** Whether a block adds its input to its output (a residual connection). */
public enum Skip {
  /** Where the block keeps the shape: stride 1, as many channels, a padding that keeps the size. */
  AUTO,
  /** Never. */
  NEVER,
  /** In every block of the layer; an error where input and output differ in shape. */
  ALWAYS,
  /**
   * In every block. Where stride or channels differ, a 1×1 convolution with that stride and a batch
   * norm brings the input to the output's shape (ResNet).
   */
  PROJECT
}
