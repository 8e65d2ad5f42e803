package dev.lathe.examples.detection;

import dev.lathe.Model;
import dev.lathe.Predictions;
import dev.lathe.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds objects on pictures with a single-shot detector, as torchvision's SSDLite320 does: softmax
 * over the classes, boxes from anchors, and of boxes that overlap the likeliest.
 */
public final class SsdDetector {

  private static final float LEAST_SCORE = 0.001f;
  private static final int CANDIDATES_PER_CLASS = 300;
  private static final float MOST_OVERLAP = 0.55f;
  private static final int MOST_DETECTIONS = 300;

  /** Class 0 is the background. */
  private static final int FIRST_OBJECT = 1;

  private static final Comparator<Detection> LIKELIEST_FIRST =
      Comparator.comparingDouble(Detection::score).reversed();

  private final Model model;
  private final List<Anchor> anchors;
  private final int classes;

  /**
   * A detector over a model.
   *
   * @param model its outputs are the scores of each map, H×W×(6 · classes), and then as many with
   *     the boxes, H×W×(6 · 4)
   * @throws IllegalArgumentException if it has other outputs
   */
  public SsdDetector(Model model) {
    this.model = model;
    List<Shape> outputs = List.copyOf(model.outputShapes().values());
    classes = classes(outputs);
    anchors = Anchors.of(model.inputShape(), outputs.subList(0, outputs.size() / 2));
  }

  private static int classes(List<Shape> outputs) {
    int maps = outputs.size() / 2;
    int channels = outputs.getFirst().channels();
    boolean fits = outputs.size() % 2 == 0 && maps > 1 && channels % Anchors.PER_PIXEL == 0;
    for (int map = 0; fits && map < maps; map++) {
      Shape scores = outputs.get(map);
      fits =
          scores.channels() == channels
              && outputs.get(maps + map).equals(scores.withChannels(Anchors.PER_PIXEL * 4));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "[DetectorOutputs] the network's outputs are "
              + outputs
              + "; a detector's are the scores of two or more maps, "
              + Anchors.PER_PIXEL
              + " times the classes at a pixel, and then as many with its boxes, "
              + Anchors.PER_PIXEL * 4
              + " numbers at a pixel");
    }
    return channels / Anchors.PER_PIXEL;
  }

  /** How many classes it tells apart, the background among them. */
  public int classes() {
    return classes;
  }

  /**
   * The objects on a picture, the likeliest first, at most 300.
   *
   * @throws UnsupportedOperationException if the network declares no {@code @Preprocess}
   */
  public List<Detection> detect(BufferedImage picture) {
    Shape input = model.inputShape();
    float x = (float) picture.getWidth() / input.width();
    float y = (float) picture.getHeight() / input.height();
    return decode(model.infer(picture)).stream().map(detection -> detection.scaled(x, y)).toList();
  }

  /**
   * The objects that a network's outputs tell of, the likeliest first.
   *
   * @param answer the scores and boxes of each map
   * @return with boxes in pixels of the network's input
   */
  List<Detection> decode(float[][] answer) {
    return candidates(answer).stream()
        .collect(Collectors.groupingBy(Detection::label, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(SsdDetector::objects)
        .sorted(LIKELIEST_FIRST)
        .limit(MOST_DETECTIONS)
        .toList();
  }

  /** What each anchor may show. At a pixel lie 6 anchors, and at an anchor 91 scores, 4 offsets. */
  private List<Detection> candidates(float[][] answer) {
    Shape input = model.inputShape();
    List<Detection> candidates = new ArrayList<>();
    int anchor = 0;
    for (int map = 0; map < answer.length / 2; map++) {
      float[] scores = answer[map];
      float[] offsets = answer[answer.length / 2 + map];
      for (int i = 0; i < scores.length / classes; i++) {
        float[] probabilities =
            Predictions.softmax(Arrays.copyOfRange(scores, i * classes, (i + 1) * classes));
        Box box = anchors.get(anchor++).decode(offsets, 4 * i);
        Box visible = box.clipped(input.width(), input.height());
        for (int label = FIRST_OBJECT; label < classes; label++) {
          if (probabilities[label] > LEAST_SCORE) {
            candidates.add(new Detection(label, probabilities[label], visible));
          }
        }
      }
    }
    return candidates;
  }

  /** Of one class's candidates those that show different objects. */
  private static Stream<Detection> objects(List<Detection> candidates) {
    List<Detection> likeliest =
        candidates.stream().sorted(LIKELIEST_FIRST).limit(CANDIDATES_PER_CLASS).toList();
    return NonMaximumSuppression.keepBest(likeliest, MOST_OVERLAP).stream();
  }
}
