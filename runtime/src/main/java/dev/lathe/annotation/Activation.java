package dev.lathe.annotation;

/** The function applied to each element of a layer's output. */
public enum Activation {
  /** The identity. */
  NONE,
  /** max(x, 0). */
  RELU,
  /** min(max(x, 0), 6) (MobileNetV2). */
  RELU6,
  /** x · min(max(x + 3, 0), 6) / 6 (MobileNetV3). */
  HARD_SWISH,
  /** x / (1 + e^-x), also known as swish (EfficientNet). */
  SILU,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** min(max(slope · x + 0.5, 0), 1); the slope is 1/6 unless stated (MobileNetV3's gate). */
  HARD_SIGMOID,
  /** x where x > 0, else slope · x; the slope is 0.01 unless stated. */
  LEAKY_RELU,
  /** x where x > 0, else slope · x, with a learned slope for each channel (He et al. 2015). */
  PRELU,
  /** x where x > 0, else alpha · (e^x - 1); alpha is 1 unless stated. */
  ELU,
  /** x · (1 + erf(x / √2)) / 2, the exact form, as PyTorch computes unless told otherwise. */
  GELU,
  /** (e^x - e^-x) / (e^x + e^-x). */
  TANH
}
