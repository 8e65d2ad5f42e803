package dev.lathe.examples.detection;

/**
 * A rectangle on a picture, in pixels from its upper left corner.
 *
 * @param left where it begins, x
 * @param top where it begins, y
 * @param right where it ends, x
 * @param bottom where it ends, y
 */
public record Box(float left, float top, float right, float bottom) {

  /** What lies on a picture of some width and height. */
  public Box clipped(int width, int height) {
    return new Box(
        Math.clamp(left, 0, width),
        Math.clamp(top, 0, height),
        Math.clamp(right, 0, width),
        Math.clamp(bottom, 0, height));
  }

  /** The same on a picture {@code x} times as wide and {@code y} times as high. */
  public Box scaled(float x, float y) {
    return new Box(left * x, top * y, right * x, bottom * y);
  }

  /** How much two boxes overlap: intersection over union, 0 to 1 (NaN for two without area). */
  public float overlap(Box other) {
    float width = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left));
    float height = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top));
    float intersection = width * height;
    return intersection / (area() + other.area() - intersection);
  }

  private float area() {
    return (right - left) * (bottom - top);
  }
}
