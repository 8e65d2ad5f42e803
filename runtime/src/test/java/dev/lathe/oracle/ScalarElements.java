package dev.lathe.oracle;

import dev.lathe.Shape;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Upsample;
import java.util.List;

/** What ops that pick, move or interpolate elements return, in plain loops and in double. */
final class ScalarElements {

  private ScalarElements() {}

  /** The element of an output, and which one it is. */
  private interface Element {
    double at(int row, int column, int channel);
  }

  static double[] concat(List<Shape> shapes, List<double[]> inputs, Shape out) {
    return fill(
        out,
        (row, column, channel) -> {
          int input = 0;
          int rest = channel;
          while (rest >= shapes.get(input).channels()) {
            rest -= shapes.get(input++).channels();
          }
          return at(inputs.get(input), shapes.get(input), row, column, rest);
        });
  }

  static double[] slice(Slice op, Shape in, double[] x) {
    return fill(
        in.withChannels(op.channels()),
        (row, column, channel) -> at(x, in, row, column, op.first() + channel));
  }

  static double[] shuffle(Shuffle op, Shape in, double[] x) {
    int perGroup = in.channels() / op.groups();
    return fill(
        in,
        (row, column, channel) -> {
          int group = channel % op.groups();
          return at(x, in, row, column, group * perGroup + channel / op.groups());
        });
  }

  static double[] pad(Pad op, Shape in, double[] x, Shape out) {
    return fill(
        out,
        (row, column, channel) -> {
          int h = row - op.pads().top();
          int w = column - op.pads().left();
          boolean inside = h >= 0 && h < in.height() && w >= 0 && w < in.width();
          return switch (op.mode()) {
            case CONSTANT -> inside ? at(x, in, h, w, channel) : op.value();
            case REFLECT -> at(x, in, mirrored(h, in.height()), mirrored(w, in.width()), channel);
            case REPLICATE ->
                at(
                    x,
                    in,
                    Math.clamp(h, 0, in.height() - 1),
                    Math.clamp(w, 0, in.width() - 1),
                    channel);
          };
        });
  }

  private static int mirrored(int index, int size) {
    int positive = Math.abs(index);
    return positive < size ? positive : 2 * (size - 1) - positive;
  }

  static double[] upsample(Upsample op, Shape in, double[] x, Shape out) {
    return fill(
        out,
        (row, column, channel) -> {
          double h = op.row(row, in);
          double w = op.column(column, in);
          int top = (int) h;
          int left = (int) w;
          int bottom = Math.min(top + 1, in.height() - 1);
          int right = Math.min(left + 1, in.width() - 1);
          double above =
              mix(w - left, at(x, in, top, left, channel), at(x, in, top, right, channel));
          double below =
              mix(w - left, at(x, in, bottom, left, channel), at(x, in, bottom, right, channel));
          return mix(h - top, above, below);
        });
  }

  private static double mix(double weight, double first, double second) {
    return (1 - weight) * first + weight * second;
  }

  private static double at(double[] x, Shape shape, int row, int column, int channel) {
    return x[(row * shape.width() + column) * shape.channels() + channel];
  }

  private static double[] fill(Shape shape, Element element) {
    double[] y = new double[shape.elements()];
    for (int i = 0; i < y.length; i++) {
      int pixel = i / shape.channels();
      y[i] = element.at(pixel / shape.width(), pixel % shape.width(), i % shape.channels());
    }
    return y;
  }
}
