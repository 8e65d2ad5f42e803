package dev.lathe.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tiles of processors with 16 registers, whose 6 pixels fit few maps. */
class FittedTilesTest {

  private static final Machine AVX2 = Machine.ALL.get(1);
  private static final Tile TILE = new Tile(6, 2, 2);

  @Test
  void tilesAreShorterWhereTheyComputeFewerPixelsTwice() {
    assertThat(AVX2.fitted(TILE, 49)).hasToString("5x2");
    assertThat(AVX2.fitted(TILE, 14)).hasToString("5x2");
    assertThat(AVX2.fitted(TILE, 7)).hasToString("4x2");
  }

  @Test
  void othersStayAsTheyAre() {
    assertThat(AVX2.fitted(TILE, 12)).isEqualTo(TILE);
    assertThat(AVX2.fitted(TILE, 28)).isEqualTo(TILE);
    assertThat(AVX2.fitted(TILE, 196)).isEqualTo(TILE);
    assertThat(AVX2.fitted(TILE.single(), 1)).isEqualTo(TILE.single());
    Tile wide = new Tile(7, 3, 2);
    assertThat(Machine.ALL.get(0).fitted(wide, 8)).isEqualTo(wide);
  }
}
