package dev.lathe.examples;

import dev.lathe.Model;
import dev.lathe.examples.samples.SamplePicture;

/**
 * What the text-direction classifier says about a picture.
 *
 * @param picture the picture
 * @param pixels what it became, H×W×C
 * @param probabilities of upright and of upside down
 * @param millis time of one inference, without preparing the picture
 */
@SuppressWarnings("ArrayRecordComponent") // local to this package, never changed once made
record Verdict(SamplePicture picture, float[] pixels, float[] probabilities, double millis) {

  /** Runs a model on a picture. */
  static Verdict of(SamplePicture picture, Model model) {
    float[] pixels = model.preprocessing().orElseThrow().apply(picture.image(), model.inputShape());
    float[] probabilities = model.run(pixels);
    float[] scratch = new float[probabilities.length];
    double millis = Timing.medianMillis(() -> model.run(pixels, scratch));
    return new Verdict(picture, pixels, probabilities, millis);
  }

  boolean upright() {
    return probabilities[0] >= probabilities[1];
  }

  /** The probability of what it says. */
  float probability() {
    return Math.max(probabilities[0], probabilities[1]);
  }

  /** Whether it is known which way up the picture is. */
  boolean isKnown() {
    return picture.upright().isPresent();
  }

  /** Whether the picture is known to be the other way up. */
  boolean isWrong() {
    return picture.upright().isPresent() && picture.upright().get() != upright();
  }

  /** The largest difference from other probabilities; NaN if one of them is. */
  float differenceFrom(float[] others) {
    float largest = 0;
    for (int i = 0; i < probabilities.length; i++) {
      largest = Math.max(largest, Math.abs(probabilities[i] - others[i]));
    }
    return largest;
  }
}
