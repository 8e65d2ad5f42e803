package dev.lathe.examples.text;

import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Weights;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of text in pictures of any size. A network has one size of input, so there are
 * several: a picture goes to the one that shrinks it least, to the cheapest of those, and lies in
 * the upper left of its input. The rest is 0, the colour of the mean picture. For one thread.
 */
public final class TextFinder {

  private final List<TextNetwork> networks;
  private final Weights weights;
  private final Map<TextNetwork, Model> models = new HashMap<>();

  /** A finder over networks of some sizes. Each is loaded when a picture first needs it. */
  public TextFinder(List<TextNetwork> networks, Weights weights) {
    this.networks = List.copyOf(networks);
    this.weights = weights;
  }

  /** Finds the lines of text in a picture. */
  public FoundText find(BufferedImage picture) {
    TextNetwork network = networkFor(picture);
    Model model = models.computeIfAbsent(network, it -> it.loader().apply(weights));
    double scale = network.scale(picture);
    Shape used =
        new Shape(
            extent(picture.getHeight() * scale),
            extent(picture.getWidth() * scale),
            network.input().channels());
    float[] resized = model.preprocessing().orElseThrow().apply(picture, used);
    float[] pixels = new float[network.input().elements()];
    copyRows(resized, used, pixels, network.input());
    float[] probabilities = model.run(pixels);
    float[] ofPicture = new float[used.pixels()];
    copyRows(
        probabilities, model.outputShape(), ofPicture, new Shape(used.height(), used.width(), 1));
    List<TextBox> boxes =
        new ProbabilityMap(ofPicture, used.height(), used.width())
            .boxes().stream().map(box -> box.scaled(1 / scale)).toList();
    return new FoundText(model, used, pixels, probabilities, ReadingOrder.of(boxes));
  }

  private TextNetwork networkFor(BufferedImage picture) {
    return networks.stream()
        .max(
            Comparator.comparingDouble((TextNetwork network) -> network.scale(picture))
                .thenComparing(network -> network.input().pixels(), Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static int extent(double scaled) {
    return (int) Math.max(1, Math.round(scaled));
  }

  /** Copies what two maps of as many channels have in common, from their upper left. */
  private static void copyRows(float[] from, Shape source, float[] to, Shape target) {
    int length = Math.min(source.width(), target.width()) * source.channels();
    for (int y = 0; y < Math.min(source.height(), target.height()); y++) {
      System.arraycopy(
          from,
          y * source.width() * source.channels(),
          to,
          y * target.width() * target.channels(),
          length);
    }
  }
}
