package dev.lathe.oracle;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Window;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network computes, by its definition: one op after another in plain loops, everything in
 * double, batch norms unfolded. Slow and without a trick.
 */
public final class ScalarReference {

  private ScalarReference() {}

  /** The network's output for an input, both H×W×C. */
  public static float[] run(Parameters parameters, float[] input) {
    double[] output = null;
    for (double[] value : values(parameters, input).values()) {
      output = value;
    }
    float[] result = new float[output.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) output[i];
    }
    return result;
  }

  /** The value of every node, H×W×C, by its name, in graph order. */
  public static Map<String, double[]> values(Parameters parameters, float[] input) {
    Graph graph = parameters.graph();
    if (input.length != graph.inputShape().elements()) {
      throw new IllegalArgumentException(
          graph.name() + " takes " + graph.inputShape() + ", not " + input.length + " floats");
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      List<double[]> inputs =
          node.inputs().stream().map(i -> values.get(graph.nodes().get(i).name())).toList();
      List<Shape> shapes = graph.inputShapes(node);
      Op op = node.op();
      double[] value;
      if (op instanceof Op.Input) {
        value = new double[input.length];
        Arrays.setAll(value, i -> input[i]);
      } else if (op instanceof Op.Convolution convolution) {
        Parameter parameter = parameters.of(node.name());
        value = convolution(convolution, parameter, shapes.get(0), inputs.get(0), node.output());
        parameter.norm().ifPresent(norm -> batchNorm(norm, value));
      } else if (op instanceof Op.Dense dense) {
        value = dense(dense, parameters.of(node.name()), shapes.get(0), inputs.get(0));
      } else if (op instanceof Op.Activate activate) {
        value =
            Arrays.stream(inputs.get(0))
                .map(x -> activate(activate.activation(), activate.slope(), x))
                .toArray();
      } else if (op instanceof Op.Pool pool) {
        value = pool(pool, shapes.get(0), inputs.get(0), node.output());
      } else if (op instanceof Op.GlobalAveragePool) {
        value = globalAveragePool(shapes.get(0), inputs.get(0));
      } else if (op instanceof Op.Add) {
        value = new double[node.output().elements()];
        Arrays.setAll(value, i -> inputs.stream().mapToDouble(x -> x[i]).sum());
      } else if (op instanceof Op.Scale) {
        value = new double[node.output().elements()];
        int channels = node.output().channels();
        Arrays.setAll(value, i -> inputs.get(0)[i] * inputs.get(1)[i % channels]);
      } else if (op instanceof Op.Softmax) {
        value = softmax(shapes.get(0), inputs.get(0));
      } else {
        throw new IllegalArgumentException("no reference for " + op);
      }
      values.put(node.name(), value);
    }
    return values;
  }

  private static double[] convolution(
      Op.Convolution op, Parameter parameter, Shape in, double[] x, Shape out) {
    Window window = op.window();
    Pads pads = window.pads(in);
    int perGroup = op.in() / op.groups();
    int outPerGroup = op.out() / op.groups();
    int taps = window.taps();
    double[] y = new double[out.elements()];
    for (int oh = 0; oh < out.height(); oh++) {
      for (int ow = 0; ow < out.width(); ow++) {
        for (int o = 0; o < op.out(); o++) {
          double sum = parameter.bias()[o];
          for (int kh = 0; kh < window.kernel().height(); kh++) {
            int h = oh * window.stride().height() - pads.top() + kh * window.dilation().height();
            for (int kw = 0; kw < window.kernel().width(); kw++) {
              int w = ow * window.stride().width() - pads.left() + kw * window.dilation().width();
              if (h < 0 || h >= in.height() || w < 0 || w >= in.width()) {
                continue;
              }
              int pixel = (h * in.width() + w) * op.in() + o / outPerGroup * perGroup;
              int weight = o * perGroup * taps + kh * window.kernel().width() + kw;
              for (int i = 0; i < perGroup; i++) {
                sum += x[pixel + i] * parameter.weights()[weight + i * taps];
              }
            }
          }
          y[(oh * out.width() + ow) * op.out() + o] = sum;
        }
      }
    }
    return y;
  }

  private static void batchNorm(Parameter.Norm norm, double[] value) {
    for (int i = 0; i < value.length; i++) {
      int c = i % norm.gamma().length;
      value[i] =
          (value[i] - norm.mean()[c])
                  / Math.sqrt(norm.variance()[c] + norm.epsilon())
                  * norm.gamma()[c]
              + norm.beta()[c];
    }
  }

  private static double[] dense(Op.Dense op, Parameter parameter, Shape in, double[] x) {
    double[] y = new double[op.out()];
    for (int o = 0; o < op.out(); o++) {
      double sum = parameter.bias()[o];
      for (int pixel = 0; pixel < in.pixels(); pixel++) {
        for (int c = 0; c < in.channels(); c++) {
          sum +=
              x[pixel * in.channels() + c]
                  * parameter.weights()[o * op.in() + c * in.pixels() + pixel];
        }
      }
      y[o] = sum;
    }
    return y;
  }

  private static double activate(Activation activation, double slope, double x) {
    return switch (activation) {
      case NONE -> x;
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case SILU -> x / (1 + Math.exp(-x));
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case HARD_SIGMOID -> Math.min(Math.max(slope * x + 0.5, 0), 1);
    };
  }

  private static double[] pool(Op.Pool op, Shape in, double[] x, Shape out) {
    Window window = op.window();
    Pads pads = window.pads(in);
    double[] y = new double[out.elements()];
    for (int oh = 0; oh < out.height(); oh++) {
      for (int ow = 0; ow < out.width(); ow++) {
        for (int c = 0; c < out.channels(); c++) {
          double sum = 0;
          double max = Double.NEGATIVE_INFINITY;
          int inside = 0;
          int padded = 0;
          for (int kh = 0; kh < window.kernel().height(); kh++) {
            int h = oh * window.stride().height() - pads.top() + kh * window.dilation().height();
            for (int kw = 0; kw < window.kernel().width(); kw++) {
              int w = ow * window.stride().width() - pads.left() + kw * window.dilation().width();
              if (h < in.height() + pads.bottom() && w < in.width() + pads.right()) {
                padded++; // what lies beyond the padding never counts
              }
              if (h < 0 || h >= in.height() || w < 0 || w >= in.width()) {
                continue;
              }
              inside++;
              double value = x[(h * in.width() + w) * in.channels() + c];
              sum += value;
              max = Math.max(max, value);
            }
          }
          y[(oh * out.width() + ow) * out.channels() + c] =
              op.kind() == Op.Pool.Kind.MAX ? max : sum / (op.countPadding() ? padded : inside);
        }
      }
    }
    return y;
  }

  private static double[] globalAveragePool(Shape in, double[] x) {
    double[] y = new double[in.channels()];
    for (int i = 0; i < x.length; i++) {
      y[i % in.channels()] += x[i] / in.pixels();
    }
    return y;
  }

  private static double[] softmax(Shape in, double[] x) {
    double[] y = new double[x.length];
    int channels = in.channels();
    for (int start = 0; start < x.length; start += channels) {
      double max = Arrays.stream(x, start, start + channels).max().getAsDouble();
      double sum = 0;
      for (int i = start; i < start + channels; i++) {
        y[i] = Math.exp(x[i] - max);
        sum += y[i];
      }
      for (int i = start; i < start + channels; i++) {
        y[i] /= sum;
      }
    }
    return y;
  }
}
