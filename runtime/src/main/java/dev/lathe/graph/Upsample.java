package dev.lathe.graph;

import dev.lathe.Shape;
import java.util.List;

/**
 * A map resampled to another size, as PyTorch's {@code interpolate} does: H×W×C to H'×W'×C. Output
 * pixel y lies at the input's row
 *
 * <ul>
 *   <li>⌊y · step⌋ for {@link Mode#NEAREST};
 *   <li>(y + 1/2) · step − 1/2, but at least 0, for {@link Mode#BILINEAR};
 *   <li>y · (H − 1) / (H' − 1) for {@link Mode#BILINEAR_ALIGNED},
 * </ul>
 *
 * <p>where step is the reciprocal of a stated scale, or H / H' for a stated size; columns likewise.
 * The bilinear modes weigh the two rows around it, the last row standing in for one beyond it.
 */
public record Upsample(Mode mode, Target target) implements Op {

  /** How an output pixel is made of the input's. */
  public enum Mode {
    /** The pixel at or before. */
    NEAREST,
    /** Four pixels, weighed by distance between the pixels' centres. */
    BILINEAR,
    /** Four pixels, weighed so that the corners' centres stay in place (align_corners). */
    BILINEAR_ALIGNED
  }

  /** How large the output is. */
  public sealed interface Target {
    /** The shape that an input becomes. */
    Shape of(Shape input);

    /** Input rows from one output row to the next. */
    double verticalStep(Shape input);

    /** Input columns from one output column to the next. */
    double horizontalStep(Shape input);

    /** ⌊H · vertical⌋ × ⌊W · horizontal⌋. */
    record Times(double vertical, double horizontal) implements Target {
      @Override
      public Shape of(Shape input) {
        double height = Math.floor(input.height() * vertical);
        double width = Math.floor(input.width() * horizontal);
        if (Math.max(height, width) > Integer.MAX_VALUE) {
          throw new IllegalArgumentException(
              "scaled, " + input + " has more than 2^31 - 1 rows or columns");
        }
        if (height < 1 || width < 1) {
          throw new ShapeException(
              "scales " + input + " by " + vertical + " and " + horizontal + " to nothing");
        }
        return new Shape((int) height, (int) width, input.channels());
      }

      @Override
      public double verticalStep(Shape input) {
        return 1 / vertical;
      }

      @Override
      public double horizontalStep(Shape input) {
        return 1 / horizontal;
      }
    }

    /** A number of rows and columns. */
    record Size(int height, int width) implements Target {
      @Override
      public Shape of(Shape input) {
        return new Shape(height, width, input.channels());
      }

      @Override
      public double verticalStep(Shape input) {
        return (double) input.height() / height;
      }

      @Override
      public double horizontalStep(Shape input) {
        return (double) input.width() / width;
      }
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return target.of(inputs.get(0));
  }

  /**
   * Where output row y lies in the input: the whole part is a row, the fraction the next one's
   * weight.
   */
  public double row(int y, Shape input) {
    return position(y, target.verticalStep(input), input.height(), target.of(input).height());
  }

  /** Where output column x lies in the input, likewise. */
  public double column(int x, Shape input) {
    return position(x, target.horizontalStep(input), input.width(), target.of(input).width());
  }

  private double position(int index, double step, int in, int out) {
    double position =
        switch (mode) {
          // A product that is whole but for rounding is whole.
          case NEAREST -> Math.floor(index * step + 1e-9);
          case BILINEAR -> Math.max((index + 0.5) * step - 0.5, 0);
          case BILINEAR_ALIGNED -> out == 1 ? 0 : index * (in - 1.0) / (out - 1);
        };
    return Math.min(position, in - 1);
  }
}
