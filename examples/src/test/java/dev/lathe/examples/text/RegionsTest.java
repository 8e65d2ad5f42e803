package dev.lathe.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {

  @Test
  void pixelsThatTouchByACornerAreOneRegion() {
    List<List<Point2D>> regions =
        regions(
            "#....", //
            ".##..", "....#");
    assertThat(regions).hasSize(2);
    assertThat(regions.get(0))
        .containsExactlyInAnyOrder(
            point(0, 0),
            point(0, 1),
            point(1, 0),
            point(1, 1), // the pixel in the first row
            point(1, 1),
            point(1, 2),
            point(3, 1),
            point(3, 2)); // the two in the second
    assertThat(regions.get(1)).containsOnly(point(4, 2), point(4, 3), point(5, 2), point(5, 3));
  }

  @Test
  void aRegionMayWindAndFillAll() {
    assertThat(
            regions(
                "####.", //
                "...#.", ".###.", ".#...", ".####"))
        .hasSize(1);
    assertThat(regions("#".repeat(300))).hasSize(1);
    assertThat(regions("...", "...")).isEmpty();
  }

  private static List<List<Point2D>> regions(String... rows) {
    String all = String.join("", rows);
    boolean[] mask = new boolean[all.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = all.charAt(i) == '#';
    }
    return Regions.of(mask, rows.length, rows[0].length());
  }

  private static Point2D point(double x, double y) {
    return new Point2D.Double(x, y);
  }
}
