package dev.lathe.examples.detection;

/**
 * A box that a detector moves and stretches until it holds an object; SSD calls it a default box.
 *
 * @param x its centre, in pixels of the network's input
 * @param y its centre
 * @param width in pixels
 * @param height in pixels
 */
record Anchor(float x, float y, float width, float height) {

  /** What a network's offsets were multiplied by in training, so that they vary about as much. */
  private static final float CENTRE_WEIGHT = 10;

  private static final float SIZE_WEIGHT = 5;

  /** No box is more than 62.5 times as wide or high as its anchor, whatever the network says. */
  private static final float MOST_STRETCH = (float) Math.log(1000.0 / 16);

  /**
   * The box at four of a network's numbers: how far the centre moves in x and y, in widths and
   * heights, and the logarithms of how much wider and higher the box is (Girshick et al. 2014,
   * appendix C; the constants are those of torchvision's {@code BoxCoder}).
   *
   * @param offsets the numbers of many anchors
   * @param at where this one's four begin
   */
  Box decode(float[] offsets, int at) {
    float centreX = offsets[at] / CENTRE_WEIGHT * width + x;
    float centreY = offsets[at + 1] / CENTRE_WEIGHT * height + y;
    float halfWidth = stretch(offsets[at + 2]) * width / 2;
    float halfHeight = stretch(offsets[at + 3]) * height / 2;
    return new Box(
        centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight);
  }

  private static float stretch(float offset) {
    return (float) Math.exp(Math.min(offset / SIZE_WEIGHT, MOST_STRETCH));
  }
}
