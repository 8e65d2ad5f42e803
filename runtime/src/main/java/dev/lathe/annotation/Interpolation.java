package dev.lathe.annotation;

/**
 * How a resized image's pixels are computed. A network answers best to the resampling that it was
 * trained with, so the constants name the library whose results they reproduce to the last bit.
 */
public enum Interpolation {
  /** The nearest pixel, as Pillow's {@code NEAREST}. */
  NEAREST,
  /**
   * Pillow's {@code BILINEAR}: a triangle as wide as the pixels it shrinks, so that no pixel is
   * lost (antialiased). What torchvision and timm train with.
   */
  BILINEAR,
  /** Pillow's {@code BICUBIC}: the cubic convolution with a = −0.5, antialiased likewise. */
  BICUBIC,
  /**
   * OpenCV's {@code INTER_LINEAR} on 8-bit images: the four nearest pixels, however many are
   * skipped (not antialiased). What PaddleOCR trains with.
   */
  OPENCV_LINEAR
}
