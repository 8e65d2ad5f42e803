package dev.lathe.examples.detection;

import java.util.ArrayList;
import java.util.List;

/** Detectors find an object many times; this keeps the likeliest of its boxes. */
final class NonMaximumSuppression {

  private NonMaximumSuppression() {}

  /**
   * The detections that overlap no likelier one that is kept.
   *
   * @param detections of one class, the likeliest first
   * @param mostOverlap the intersection over union from which on two boxes show one object
   * @return in the same order
   */
  static List<Detection> keepBest(List<Detection> detections, float mostOverlap) {
    List<Detection> kept = new ArrayList<>();
    for (Detection detection : detections) {
      if (kept.stream().noneMatch(best -> best.box().overlap(detection.box()) > mostOverlap)) {
        kept.add(detection);
      }
    }
    return kept;
  }
}
