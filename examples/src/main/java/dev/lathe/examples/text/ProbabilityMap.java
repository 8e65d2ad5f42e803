package dev.lathe.examples.text;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely each pixel lies in the middle of a line of text, and the lines that follow from it:
 * the post-processing of differentiable binarisation (Liao et al. 2020), with the numbers that
 * RapidOCR, which publishes the trained file, has in its configuration.
 *
 * @param probabilities row by row
 */
@SuppressWarnings("ArrayRecordComponent") // local to this package, never changed once made
record ProbabilityMap(float[] probabilities, int height, int width) {

  /** What a pixel of a line's middle exceeds. */
  private static final float PIXEL = 0.3f;

  /** What the mean over the middle reaches. */
  private static final double MEAN = 0.5;

  /** The network marks a line's middle; this times its area / perimeter is what is missing. */
  private static final double MARGIN = 1.6;

  /** Shorter sides of a middle and of a line are noise, in pixels. */
  private static final double SHORTEST_MIDDLE = 3;

  private static final double SHORTEST_LINE = 5;

  /** How far outside a rectangle a pixel may seem to lie that touches its side. */
  private static final double ROUNDING = 1e-6;

  /** From this many times as high as wide, a line stands on its side. */
  private static final double UPENDED = 1.5;

  /** The lines of text, from the top in no certain order, in pixels of this map. */
  List<TextBox> boxes() {
    boolean[] mask = new boolean[height * width];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = probabilities[i] > PIXEL;
    }
    List<TextBox> boxes = new ArrayList<>();
    for (List<Point2D> region : Regions.of(mask, height, width)) {
      TurnedRectangle middle = TurnedRectangle.around(region);
      if (middle.shorterSide() >= SHORTEST_MIDDLE) {
        double score = mean(middle);
        TurnedRectangle line = line(middle);
        if (score >= MEAN && line.shorterSide() >= SHORTEST_LINE) {
          boxes.add(new TextBox(line, score));
        }
      }
    }
    return boxes;
  }

  private static TurnedRectangle line(TurnedRectangle middle) {
    double perimeter = 2 * (middle.width() + middle.height());
    TurnedRectangle line =
        middle.grown(MARGIN * middle.width() * middle.height() / perimeter).levelled();
    return line.height() >= UPENDED * line.width() ? line.quarterTurned() : line;
  }

  /** The mean over the pixels whose centres lie in a rectangle. */
  private double mean(TurnedRectangle rectangle) {
    AffineTransform toOrigin = rectangle.toOrigin();
    Rectangle2D level =
        new Rectangle2D.Double(
            -ROUNDING,
            -ROUNDING,
            rectangle.width() + 2 * ROUNDING,
            rectangle.height() + 2 * ROUNDING);
    Rectangle2D bounds = rectangle.outline().getBounds2D();
    int bottom = Math.min((int) bounds.getMaxY(), height - 1);
    int right = Math.min((int) bounds.getMaxX(), width - 1);
    double sum = 0;
    int count = 0;
    for (int y = Math.max((int) bounds.getMinY(), 0); y <= bottom; y++) {
      for (int x = Math.max((int) bounds.getMinX(), 0); x <= right; x++) {
        Point2D centre = new Point2D.Double(x + 0.5, y + 0.5);
        if (level.contains(toOrigin.transform(centre, centre))) {
          sum += probabilities[y * width + x];
          count++;
        }
      }
    }
    return sum / count;
  }
}
