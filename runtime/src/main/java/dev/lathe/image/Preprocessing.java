package dev.lathe.image;

import dev.lathe.Shape;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * How an image becomes a network's input: what {@link dev.lathe.annotation.Preprocess} declares, in
 * the order in which it is done. Images of every type are taken: gray ones, 16 bits deep, indexed,
 * and transparent ones, which lie on white. A network of one channel gets their luma.
 *
 * @param resize in pixels: nothing for the network's input size, one number for the shorter side,
 *     or height and width
 * @param crop the centre crop after it: nothing for none, one number for a square, or height and
 *     width
 * @param fit how an image of another aspect ratio fills a height and width
 * @param interpolation how resized pixels are computed
 * @param mean what is subtracted: one number, or those of red, green and blue, in this order
 * @param std what is divided by then, likewise
 * @param order the order of the network's channels
 * @param range what the pixels, 0 to 255, are divided by before the mean is subtracted
 */
public record Preprocessing(
    List<Integer> resize,
    List<Integer> crop,
    Fit fit,
    Interpolation interpolation,
    List<Double> mean,
    List<Double> std,
    ChannelOrder order,
    double range) {

  /**
   * Copies the lists and checks what holds for every network.
   *
   * @throws IllegalArgumentException if a size is not positive or has more than two numbers, a mean
   *     or deviation has neither one number nor three, a deviation or the range is 0, a number is
   *     not finite, or the fit needs what resize and crop do not say
   */
  public Preprocessing {
    resize = List.copyOf(resize);
    crop = List.copyOf(crop);
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    checkSize("resize", resize);
    checkSize("crop", crop);
    checkChannels("mean", mean);
    checkChannels("std", std);
    if (std.contains(0.0) || std.contains(-0.0)) {
      throw new IllegalArgumentException(
          "[PreprocessStd] std is " + std + "; it divides, so it must not be 0");
    }
    if (range == 0 || !Double.isFinite(range)) {
      throw new IllegalArgumentException(
          "[PreprocessRange] range is " + range + "; it divides, so give a number such as 255");
    }
    if (fit == Fit.PAD_RIGHT && (resize.size() == 1 || !crop.isEmpty())) {
      throw new IllegalArgumentException(
          "[PreprocessFit] PAD_RIGHT with resize "
              + resize
              + " and crop "
              + crop
              + "; it needs resize = {height, width} and no crop");
    }
  }

  /**
   * Why this cannot make the input of a network, if it cannot: what is left after resize and crop
   * is not its size, or its channels do not fit.
   *
   * @param input H×W×C of the network's input
   */
  public Optional<String> mismatch(Shape input) {
    if (input.channels() != 1 && input.channels() != 3) {
      return Optional.of(
          "[PreprocessChannels] the network takes "
              + input
              + ", but images have 1 channel (luma) or 3; run it on a float[] instead");
    }
    if (input.channels() == 1 && (mean.size() != 1 || std.size() != 1)) {
      return Optional.of(
          "[PreprocessChannels] the network takes one channel, but mean is "
              + mean
              + " and std "
              + std
              + "; give one number for each");
    }
    if (resize.size() == 1 && crop.isEmpty()) {
      return Optional.of(
          "[PreprocessSize] resize = "
              + resize.get(0)
              + " leaves the longer side open; state crop = {"
              + input.height()
              + ", "
              + input.width()
              + "}");
    }
    Size result = crop.isEmpty() ? Size.of(resize, input) : Size.of(crop, input);
    if (result.height != input.height() || result.width != input.width()) {
      return Optional.of(
          "[PreprocessSize] images become "
              + result
              + ", but the network takes "
              + input
              + "; state "
              + (crop.isEmpty() ? "resize" : "crop")
              + " = {"
              + input.height()
              + ", "
              + input.width()
              + "}");
    }
    Size resized = Size.of(resize, input);
    if (resized.height < result.height || resized.width < result.width) {
      return Optional.of(
          "[PreprocessSize] resize "
              + resize
              + " leaves less than the crop of "
              + result
              + "; resize to more or crop less");
    }
    return Optional.empty();
  }

  /**
   * Prepares an image.
   *
   * @param input H×W×C of the network's input
   * @return the pixels, H×W×C
   * @throws IllegalArgumentException if this cannot make such an input
   */
  public float[] apply(BufferedImage image, Shape input) {
    float[] out = new float[input.elements()];
    apply(image, input, out);
    return out;
  }

  /**
   * Prepares an image.
   *
   * @param input H×W×C of the network's input
   * @param out receives the pixels, H×W×C
   * @throws IllegalArgumentException if this cannot make such an input, or the array has another
   *     length; the array is then unchanged
   */
  public void apply(BufferedImage image, Shape input, float[] out) {
    mismatch(input)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    if (out.length != input.elements()) {
      throw new IllegalArgumentException(
          "[InputLength] the array has " + out.length + " floats, but the network takes " + input);
    }
    Pixels pixels = resized(Pixels.of(image, input.channels()), input);
    normalise(pixels, input, out);
  }

  private Pixels resized(Pixels image, Shape input) {
    Size full = fullSize(image, input);
    Size kept = crop.isEmpty() ? full : new Size(input.height(), input.width());
    Axis vertical = Axis.centre(image.height(), full.height, kept.height);
    Axis horizontal = Axis.centre(image.width(), full.width, kept.width);
    return interpolation == Interpolation.OPENCV_LINEAR
        ? OpenCvResampler.resize(image, vertical, horizontal)
        : PillowResampler.resize(image, vertical, horizontal, interpolation);
  }

  /** The size that the whole image is resized to, before the crop. */
  private Size fullSize(Pixels image, Shape input) {
    Size target = Size.of(resize, input);
    if (resize.size() == 1) {
      int shorter = Math.min(image.height(), image.width());
      return new Size(
          Math.toIntExact((long) target.height * image.height() / shorter),
          Math.toIntExact((long) target.width * image.width() / shorter));
    }
    if (fit == Fit.PAD_RIGHT) {
      double aspect = (double) image.width() / image.height();
      return new Size(
          target.height, (int) Math.min(target.width, Math.ceil(target.height * aspect)));
    }
    return target;
  }

  /** Writes (x / range − mean) / std, computed in float as PyTorch does; 0 right of the image. */
  private void normalise(Pixels pixels, Shape input, float[] out) {
    int channels = input.channels();
    for (int c = 0; c < channels; c++) {
      int from = order == ChannelOrder.BGR ? channels - 1 - c : c;
      float[] levels = levels(from);
      int read = from;
      for (int y = 0; y < input.height(); y++) {
        int write = y * input.width() * channels + c;
        for (int x = 0; x < input.width(); x++) {
          if (x < pixels.width()) {
            out[write] = levels[pixels.samples()[read] & 0xff];
            read += channels;
          } else {
            out[write] = 0;
          }
          write += channels;
        }
      }
    }
  }

  private float[] levels(int channel) {
    float scale = (float) range;
    float subtracted = mean.get(mean.size() == 1 ? 0 : channel).floatValue();
    float divisor = std.get(std.size() == 1 ? 0 : channel).floatValue();
    float[] levels = new float[256];
    for (int x = 0; x < levels.length; x++) {
      levels[x] = (x / scale - subtracted) / divisor;
    }
    return levels;
  }

  private static void checkSize(String name, List<Integer> size) {
    if (size.size() > 2 || size.stream().anyMatch(extent -> extent < 1)) {
      throw new IllegalArgumentException(
          "[PreprocessSize] "
              + name
              + " is "
              + size
              + "; give one positive number or {height, width}");
    }
  }

  private static void checkChannels(String name, List<Double> values) {
    if ((values.size() != 1 && values.size() != 3)
        || values.stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "[PreprocessChannels] "
              + name
              + " is "
              + values
              + "; give one finite number or {red, green, blue}");
    }
  }

  private record Size(int height, int width) {

    /** The size that a list states: the network's where it is empty, a square's for one number. */
    static Size of(List<Integer> stated, Shape input) {
      return switch (stated.size()) {
        case 0 -> new Size(input.height(), input.width());
        case 1 -> new Size(stated.get(0), stated.get(0));
        default -> new Size(stated.get(0), stated.get(1));
      };
    }

    @Override
    public String toString() {
      return height + "x" + width;
    }
  }
}
