package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.oracle.GraphBuilder;
import org.junit.jupiter.api.Test;

/** Widths of panels, as the report says. */
class PanelsTest {

  private static String tiles(int channels) {
    return KernelPlans.of(
            new GraphBuilder("network", new Shape(17, 17, channels))
                .conv("filter", 96, 3, 2, Activation.RELU)
                .build())
        .kernels()
        .get("filter");
  }

  @Test
  void panelsAreNarrowerWhereTheCacheWouldNotKeepThemFromTileToTile() {
    assertThat(tiles(256)).contains("2 of 7x3");
    assertThat(tiles(512)).contains("3 of 7x2");
  }
}
