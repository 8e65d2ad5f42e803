package dev.lathe.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an image becomes a network's input, which is how the network was trained: resized, cropped
 * about its centre, then each channel x becomes (x / range − mean) / std. The network's {@code
 * run(BufferedImage)} does this.
 *
 * <p>The size after resize and crop must be the network's input size, and its channels one (luma)
 * or three. For example, torchvision's ImageNet networks and PaddleOCR's text-direction classifier:
 *
 * <pre>{@code
 * @Preprocess(resize = 256, crop = 224)
 * @Preprocess(resize = {48, 192}, fit = PAD_RIGHT, interpolation = OPENCV_LINEAR,
 *     mean = 0.5, std = 0.5, order = BGR)
 * }</pre>
 *
 * <p>A variant inherits it as a whole; one of another input size, where images are cropped, states
 * its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Preprocess {

  /**
   * The size to resize to, in pixels: one number for the shorter side, the aspect ratio kept
   * (torchvision), or {height, width}. Unless stated, the network's input size.
   */
  int[] resize() default {};

  /** The centre crop after it: one number for a square, or {height, width}. Unless stated, none. */
  int[] crop() default {};

  /** How an image of another aspect ratio fills {height, width}. */
  Fit fit() default Fit.STRETCH;

  /** How resized pixels are computed. */
  Interpolation interpolation() default Interpolation.BILINEAR;

  /** What is subtracted: one number, or {red, green, blue} in any {@link #order}. ImageNet's. */
  double[] mean() default {0.485, 0.456, 0.406};

  /**
   * What is divided by then: one number, or {red, green, blue} in any {@link #order}. ImageNet's.
   */
  double[] std() default {0.229, 0.224, 0.225};

  /** The order of the network's channels. */
  ChannelOrder order() default ChannelOrder.RGB;

  /** What the pixels, 0 to 255, are divided by before the mean is subtracted. */
  double range() default 255;
}
