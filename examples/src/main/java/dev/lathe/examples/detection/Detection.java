package dev.lathe.examples.detection;

/**
 * An object that a network found.
 *
 * @param label the number of its class
 * @param score its probability, 0 to 1
 * @param box where it is, in pixels of the picture
 */
public record Detection(int label, float score, Box box) {

  Detection scaled(float x, float y) {
    return new Detection(label, score, box.scaled(x, y));
  }
}
