package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import dev.lathe.Weights;
import dev.lathe.examples.samples.SamplePage;
import dev.lathe.examples.text.FoundText;
import dev.lathe.examples.text.TextFinder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trained networks on drawn lines of text. */
class ReadPictureTest {

  private static final SamplePage PAGE = SamplePage.draw();

  private static Weights weights(TrainedFile file) throws IOException {
    return Weights.onnx(new ByteArrayInputStream(file.read()));
  }

  private static ReadPicture read(BufferedImage image) throws IOException {
    Model direction = Networks.TEXT_DIRECTION.loader().apply(weights(TrainedFile.TEXT_DIRECTION));
    TextFinder finder = new TextFinder(Networks.FIND_TEXT, weights(TrainedFile.FIND_TEXT));
    return ReadPicture.of(image, finder, direction);
  }

  private static float difference(ReadPicture read) throws IOException {
    byte[] onnx = MeansByRows.in(TrainedFile.FIND_TEXT.read());
    try (OnnxReference reference = OnnxReference.open(onnx)) {
      FoundText found = read.found();
      return read.differenceFrom(reference.run(found.pixels(), found.model().inputShape()));
    }
  }

  @Test
  void everyLineOfThePageIsFoundAndTurnedRight() throws IOException {
    ReadPicture read = read(PAGE.image());
    assertThat(read.lines()).hasSameSizeAs(PAGE.lines());
    for (int i = 0; i < PAGE.lines().size(); i++) {
      assertThat(PAGE.lines().get(i).isIn(read.lines().get(i).box().outline()))
          .as(PAGE.lines().get(i).text())
          .isTrue();
    }
    assertThat(read.lines().stream().filter(line -> line.upsideDown())).hasSize(3);
    assertThat(difference(read)).isLessThanOrEqualTo(1e-4f);
  }

  @ParameterizedTest
  @CsvSource({"20, 30, 380, 160, 384x384x3, 2", "0, 0, 960, 200, 384x960x3, 3"})
  void otherSizesAgreeWithOnnxRuntimeToo(
      int x, int y, int width, int height, String input, int lines) throws IOException {
    ReadPicture read = read(PAGE.image().getSubimage(x, y, width, height));
    assertThat(read.found().model().inputShape()).hasToString(input);
    assertThat(read.lines()).hasSize(lines);
    assertThat(difference(read)).isLessThanOrEqualTo(1e-4f);
  }
}
