package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.Shape;
import dev.lathe.Weights;
import dev.lathe.annotation.ChannelOrder;
import dev.lathe.annotation.Fit;
import dev.lathe.annotation.Interpolation;
import dev.lathe.image.Preprocessing;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFinderTest {

  /** Takes what is white for text. */
  private record White(Shape inputShape) implements Model {

    @Override
    public Shape outputShape() {
      return new Shape(inputShape.height(), inputShape.width(), 1);
    }

    @Override
    public List<Layer> layers() {
      return List.of();
    }

    @Override
    public void run(float[] input, float[] output) {
      for (int i = 0; i < output.length; i++) {
        output[i] = input[3 * i];
      }
    }

    @Override
    public Optional<Preprocessing> preprocessing() {
      return Optional.of(
          new Preprocessing(
              List.of(),
              List.of(),
              Fit.STRETCH,
              Interpolation.OPENCV_LINEAR,
              List.of(0.0),
              List.of(1.0),
              ChannelOrder.BGR,
              255));
    }
  }

  private final List<Shape> loaded = new ArrayList<>();
  private final TextFinder finder =
      new TextFinder(
          List.of(network(96, 192), network(64, 64), network(192, 96)), Weights.of(Map.of()));

  private TextNetwork network(int height, int width) {
    Shape input = new Shape(height, width, 3);
    return new TextNetwork(
        input,
        weights -> {
          loaded.add(input);
          return new White(input);
        });
  }

  private static BufferedImage black(int height, int width) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 64x64x3, 1x1x3",
    "64, 64, 64x64x3, 64x64x3",
    "64, 65, 96x192x3, 64x65x3",
    "65, 64, 96x192x3, 65x64x3", // fits both of the larger ones, the first is taken
    "97, 96, 192x96x3, 97x96x3",
    "100, 400, 96x192x3, 48x192x3",
    "400, 100, 192x96x3, 192x48x3",
    "500, 500, 96x192x3, 96x96x3",
    "1, 5000, 96x192x3, 1x192x3"
  })
  void aPictureGoesWhereItIsShrunkLeast(int height, int width, String input, String used) {
    FoundText found = finder.find(black(height, width));
    assertThat(found.model().inputShape()).hasToString(input);
    assertThat(found.used()).hasToString(used);
    assertThat(found.pixels()).hasSize(found.model().inputShape().elements());
    assertThat(found.boxes()).isEmpty();
  }

  @Test
  void boxesAreWhereThePictureHasThem() {
    BufferedImage picture = black(400, 800); // becomes 96x192: a quarter and a bit
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(500, 300, 200, 40);
    graphics.fillRect(100, 302, 150, 40);
    graphics.fillRect(300, 50, 200, 40);
    graphics.dispose();
    List<TextBox> boxes = finder.find(picture).boxes();
    assertThat(boxes)
        .extracting(box -> box.outline().x())
        .satisfiesExactly(
            x -> assertThat(x).isCloseTo(400, within(4.0)),
            x -> assertThat(x).isCloseTo(175, within(4.0)),
            x -> assertThat(x).isCloseTo(600, within(4.0)));
    assertThat(boxes.getFirst().outline().y()).isCloseTo(70, within(4.0));
  }

  @Test
  void aNetworkIsLoadedWhenItIsNeededAndOnce() {
    finder.find(black(10, 10));
    finder.find(black(20, 20));
    assertThat(loaded).containsExactly(new Shape(64, 64, 3));
  }
}
